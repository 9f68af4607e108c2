# The image that runs `lector run`; it needs DISCORD_TOKEN and nothing else.
#   docker build -t lector . && docker run -d --restart on-failure:5 -e DISCORD_TOKEN=... -v lector:/data lector

FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY quotes quotes
RUN python -m venv /lector && /lector/bin/pip install --no-cache-dir .

FROM python:3.13-slim
RUN useradd --create-home --skel /dev/null --home-dir /data --uid 10001 lector
COPY --from=build /lector /lector
ENV PATH=/lector/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LECTOR_DATABASE=/data/lector.sqlite3
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["lector"]
CMD ["run"]
