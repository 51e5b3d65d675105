"""Your data: drop files, answer what is unclear, see what was read and what was set aside."""

from ui.kit import show
from ui.session import session
from ui.shell import navigation
from ui.upload import drop_zone, reading_result, remembered, tables, take_files

navigation.ensure()
say = session.speech().say

if session.shop() is None:
    show.hero(
        say("See which customers stay, which leave, and what to do about it"),
        [say("Drop the sales files you have. They are read on this computer and go nowhere else.")],
    )
else:
    show.title(say("Your data"), say("What was read, how it was understood, and what was left out."))

reading_result.progress()
reading_result.refusal()
reading_result.question()
reading_result.summary()

uploads, way = drop_zone.drop_zone()
if uploads:
    take_files.take(uploads, way)
if session.shop() is None and (sample := drop_zone.sample_shops()):
    take_files.take_sample(sample)
if session.shop() is None:
    show.link("calculator", say("No file at all? Type in a few numbers"))

tables.tables()
remembered.memory()
