"""The page of ``lector try`` in a real browser, with the real bot behind it."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox import StandIn

# Without the last ones the browser calls home at its start, which a machine without a network is slow to refuse.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
async def page(lector: StandIn) -> AsyncIterator[Page]:
    """The page, opened. What the browser complains of on its console fails the test."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):  # noqa: TID251 - whether a missing browser is a fault is for the machine to say
            pytest.fail("CI must have a chromium")
        pytest.skip("there is no chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        opened = await browser.new_page()
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        await opened.goto(lector.page)
        yield opened
        await browser.close()
        assert complaints == []


async def test_a_newcomer_finds_a_passage_by_the_first_suggestion(page: Page) -> None:
    await page.get_by_text("lenin clean colar").click()
    await page.keyboard.press("Enter")
    log = page.get_by_role("log")
    await expect(log).to_contain_text("The revolution and the clean collars")
    await expect(log).to_contain_text("told by Sedova, in Trotsky’s My Life")


async def test_a_command_is_typed_with_its_options_and_the_pages_are_turned(page: Page) -> None:
    message = page.get_by_role("combobox").first
    await message.click()
    await page.keyboard.type("/passage")
    await page.keyboard.press("Enter")
    await page.keyboard.type("ML 29:13")
    await page.keyboard.press("Enter")
    log = page.get_by_role("log")
    await expect(log).to_contain_text("ML 29:13 · told by Sedova")
    await log.get_by_role("button", name="Next").click()
    await expect(log).to_contain_text("ML 29:14 · told by Trotsky")


async def test_choices_drop_down_while_one_types(page: Page) -> None:
    await page.get_by_role("combobox").first.click()
    await page.keyboard.type("/quote search")
    await page.keyboard.press("Enter")
    await page.keyboard.type("eifel tower good man")
    await expect(page.get_by_role("option").first).to_contain_text("ML 29:50 · Teaching the Eiffel Tower good manners")


async def test_a_mention_is_answered_and_its_words_can_not_act(page: Page) -> None:
    await page.get_by_role("combobox").first.click()
    await page.keyboard.type("@Lector zxqv <img src=x onerror=alert(1)> **blorp**")
    await page.keyboard.press("Enter")
    log = page.get_by_role("log")
    await expect(log).to_contain_text("I found no passage for “zxqv <img src=x onerror=alert(1)> **blorp**”.")
    assert await log.locator("img[src='x']").count() == 0
