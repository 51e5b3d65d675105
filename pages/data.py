"""Your data: drop files, answer what is unclear, see what was read and what was set aside."""

from pages.shared import drop_zone, dropping, memory, navigation, reading, session, show, tables

navigation.ensure()
say = session.words().say

if session.shop() is None:
    show.hero(
        say("See which customers stay, which leave, and what to do about it"),
        [say("Drop the sales files you have. They are read on this computer and go nowhere else.")],
    )
else:
    show.title(say("Your data"), say("What was read, how it was understood, and what was left out."))

reading.progress()
reading.refusal()
reading.question()
reading.summary()

uploads, way = drop_zone.drop_zone()
if uploads:
    dropping.take(uploads, way)
if session.shop() is None and (sample := drop_zone.sample_shops()):
    dropping.take_sample(sample)
if session.shop() is None:
    show.link("calculator", say("No file at all? Type in a few numbers"))

tables.tables()
memory.memory()
