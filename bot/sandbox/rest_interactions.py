"""Take the bot's answers to interactions, the first and the later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import check_messages, check_modals, feed, messages
from bot.sandbox.calls import NOTHING, Call, Reply, Route, body_of
from bot.sandbox.form import Form
from bot.sandbox.interactions import CallbackKind, InteractionKind
from bot.sandbox.messages import Sent
from bot.sandbox.refusals import Why
from bot.sandbox.rest_messages import edited, shown
from bot.sandbox.world import MessageFlag

if TYPE_CHECKING:
    from bot.sandbox.interactions import Interaction
    from bot.sandbox.world import Json, Message

MESSAGES = frozenset({CallbackKind.MESSAGE, CallbackKind.DEFERRED, CallbackKind.MODAL})
UPDATES = frozenset({CallbackKind.DEFERRED_UPDATE, CallbackKind.UPDATE})


def first_answer(call: Call) -> Reply:
    """Take the first answer to an interaction."""
    interaction = call.platform.interactions.to_answer(call.id("interaction_id"), call.path["token"])
    body = body_of(call)
    form = Form()
    kind = form.one_of(body, "type", _possible(interaction))
    data = (form.object(body, "data") or (form, {}))[1]
    if kind is not None:
        _check(form.at("data"), interaction, CallbackKind(kind), data, call)
    form.done()
    answer = CallbackKind(kind or 0)
    _check_place(call, interaction, answer)
    if answer is CallbackKind.MESSAGE:
        check_messages.check_not_empty(data, call.uploads)
    # The token may be answered once; all that could be refused was refused above.
    interaction.answered = answer
    _carry_out(call, interaction, answer, data)
    interaction.first.set_result(answer)
    call.platform.feed.publish(feed.InteractionAnswered(interaction))
    if call.flag("with_response"):
        return Reply(_response(call, interaction, answer))
    return NOTHING


def _possible(interaction: Interaction) -> frozenset[CallbackKind]:
    kind = interaction.ask.kind
    if kind is InteractionKind.AUTOCOMPLETE:
        return frozenset({CallbackKind.CHOICES})
    if kind is InteractionKind.COMPONENT:
        return MESSAGES | UPDATES
    if kind is InteractionKind.MODAL:
        possible = MESSAGES - {CallbackKind.MODAL}
        return possible | UPDATES if interaction.ask.source is not None else possible
    return MESSAGES


def _check(form: Form, interaction: Interaction, kind: CallbackKind, data: Json, call: Call) -> None:
    if kind is CallbackKind.MESSAGE:
        check_messages.check(form, data, call.uploads)
    elif kind is CallbackKind.UPDATE and interaction.ask.source is not None:
        check_messages.check_edit(form, interaction.ask.source, data, call.uploads)
    elif kind is CallbackKind.CHOICES:
        check_modals.check_choices(form, interaction, data)
    elif kind is CallbackKind.MODAL:
        check_modals.check(form, data)


def _check_place(call: Call, interaction: Interaction, answer: CallbackKind | None = None) -> None:
    if interaction.ask.channel.id not in call.platform.world.channels:
        raise Why.UNKNOWN_CHANNEL.refused()
    source = interaction.ask.source
    if answer is CallbackKind.UPDATE and source is not None and source.deleted:
        raise Why.UNKNOWN_MESSAGE.refused()


def _carry_out(call: Call, interaction: Interaction, answer: CallbackKind, data: Json) -> None:
    match answer:
        case CallbackKind.MESSAGE:
            interaction.original = _say(call, interaction, data)
        case CallbackKind.DEFERRED:
            interaction.original = _say(call, interaction, data, loading=True)
        case CallbackKind.DEFERRED_UPDATE:
            interaction.original = interaction.ask.source
        case CallbackKind.UPDATE if interaction.ask.source is not None:
            interaction.original = messages.edit(call.platform, interaction.ask.source, data, call.uploads)
        case CallbackKind.CHOICES:
            interaction.choices = data.get("choices") or []
        case CallbackKind.MODAL:
            interaction.modal = data
        case _:
            return


def _say(call: Call, interaction: Interaction, data: Json, *, loading: bool = False) -> Message:
    private = bool(int(data.get("flags") or 0) & MessageFlag.EPHEMERAL)
    interaction.ephemeral = private
    user = interaction.ask.user
    sent = Sent(interaction, only_for=user.id if private else None, loading=loading)
    body = {} if loading else data
    return messages.post(call.platform, interaction.ask.channel, call.platform.world.bot, body, call.uploads, sent)


def _response(call: Call, interaction: Interaction, answer: CallbackKind) -> Json:
    shape: Json = {"interaction": {"id": str(interaction.id), "type": int(interaction.ask.kind)}}
    original = interaction.original
    if original is not None:
        shape["interaction"] |= {
            "response_message_id": str(original.id),
            "response_message_loading": original.loading,
            "response_message_ephemeral": original.ephemeral,
        }
        if answer is not CallbackKind.DEFERRED_UPDATE:
            shape["resource"] = {"type": int(answer), "message": shown(call, original)}
    return shape


def _followed(call: Call) -> Interaction:
    if call.id("application_id") != call.platform.world.application_id:
        raise Why.UNKNOWN_WEBHOOK.refused()
    interaction = call.platform.interactions.to_follow(call.path["token"])
    _check_place(call, interaction)
    return interaction


def follow_up(call: Call) -> Reply:
    """Send a further message; the first one after a deferred answer becomes that answer."""
    interaction = _followed(call)
    body = body_of(call)
    form = Form()
    check_messages.check(form, body, call.uploads)
    form.done()
    check_messages.check_not_empty(body, call.uploads)
    original = interaction.original
    if original is not None and original.loading and not original.deleted:
        message = messages.edit(call.platform, original, body, call.uploads)
    else:
        private = bool(int(body.get("flags") or 0) & MessageFlag.EPHEMERAL)
        sent = Sent(interaction, only_for=interaction.ask.user.id if private else None)
        bot = call.platform.world.bot
        message = messages.post(call.platform, interaction.ask.channel, bot, body, call.uploads, sent)
        interaction.followups.append(message)
    return Reply(shown(call, message))


def _message(call: Call, interaction: Interaction) -> Message:
    if "message_id" not in call.path:
        message = interaction.original
    else:
        wanted = call.id("message_id")
        candidates = [interaction.original, *interaction.followups]
        message = next((each for each in candidates if each is not None and each.id == wanted), None)
    if message is None or message.deleted:
        raise Why.UNKNOWN_MESSAGE.refused()
    return message


def read(call: Call) -> Reply:
    """Return one of the answers."""
    return Reply(shown(call, _message(call, _followed(call))))


def change(call: Call) -> Reply:
    """Change one of the answers, a deferred one too."""
    return edited(call, _message(call, _followed(call)))


def delete(call: Call) -> Reply:
    """Delete one of the answers."""
    messages.delete(call.platform, _message(call, _followed(call)))
    return NOTHING


CALLBACK = r"/interactions/{interaction_id:\d+}/{token}/callback"
WEBHOOK = r"/webhooks/{application_id:\d+}/{token}"

ROUTES = (
    Route("POST", CALLBACK, first_answer, rate="callbacks", major="interaction_id", open=True),
    Route("POST", WEBHOOK, follow_up, rate="webhook", major="token", open=True),
    *(
        Route(method, WEBHOOK + path, handler, rate="webhook", major="token", open=True)
        for path in ("/messages/@original", r"/messages/{message_id:\d+}")
        for method, handler in (("GET", read), ("PATCH", change), ("DELETE", delete))
    ),
)
