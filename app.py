"""Retain. `python app.py` starts it; inside Streamlit the same file shows the pages, behind our guard.

The first lines run on any Python, however old, so that it can be told in a sentence.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older one is told
    sentence = "Retain needs Python 3.11 or newer; this is {}.{}. Get the newest at python.org and start again."
    sys.exit(sentence.format(*sys.version_info))

if "streamlit" in sys.modules and sys.modules["streamlit"].runtime.exists():
    from ui.shell import navigation

    navigation.run()
elif __name__ == "__main__":
    from launch import start

    sys.exit(start.main(sys.argv[1:]))
else:
    from streamlit.starlette import App

    from ui.shell.guards import guards, told

    # `streamlit run` finds this line by reading, and serves what it makes
    app = App(__file__, middleware=guards(), lifespan=told)
