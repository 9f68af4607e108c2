# The image that runs `lector run`; it needs DISCORD_TOKEN and nothing else.
#   docker build -t lector . && docker run -d --restart on-failure:5 -e DISCORD_TOKEN=... -v lector:/data lector

FROM python:3.13-slim AS build
WORKDIR /source
# The dependencies are a layer of their own: a change to the bot neither installs nor sends them again.
COPY pyproject.toml ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml','rb'))['project']['dependencies'], sep='\n')" \
        > requirements.txt \
    && python -m venv --without-pip /lector \
    && pip --python /lector/bin/python install --no-cache-dir -r requirements.txt
COPY README.md LICENSE ./
COPY bot bot
COPY quotes quotes
RUN pip --python /lector/bin/python install --no-cache-dir --no-deps --prefix /package .

FROM python:3.13-slim
RUN useradd --create-home --skel /dev/null --home-dir /data --uid 10001 lector
COPY --from=build /lector /lector
COPY --from=build /package /lector
ENV PATH=/lector/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LECTOR_DATABASE=/data/lector.sqlite3
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["lector"]
CMD ["run"]
