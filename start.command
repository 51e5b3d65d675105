#!/bin/sh
# Starts Retain with the newest Python that is there. Files dropped on it are opened.
here=$(cd "$(dirname "$0")" && pwd)
PATH="$PATH:/opt/homebrew/bin:/usr/local/bin:/Library/Frameworks/Python.framework/Versions/Current/bin"
found=
for python in python3.15 python3.14 python3.13 python3.12 python3.11 python3 python; do
    "$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1 && found=$python && break
done
if [ -z "$found" ]; then
    echo "Retain needs Python 3.11 or newer. Get it at python.org, install it and start again."
    echo "Retain 需要 Python 3.11 或更新版本。请从 python.org 安装后重新启动。"
    status=1
else
    "$found" "$here/app.py" "$@"
    status=$?
fi
if [ "$status" -ne 0 ] && [ -t 0 ]; then
    printf 'Press Enter to close. '
    read -r _
fi
exit "$status"
