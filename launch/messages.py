"""What the start says, in English or Chinese. Gettext comes with the environment, which is not there yet."""

import os
import sys
from collections.abc import Mapping

SENTENCES: dict[str, tuple[str, str]] = {
    "usage": (
        "python app.py            start Retain, or show the one that is running\n"
        "python app.py FILE ...   the same, with these files opened\n"
        "python app.py test       run the tests; with --all also the long ones",
        "python app.py            启动 Retain，或打开正在运行的 Retain\n"
        "python app.py 文件 ...   同上，并打开这些文件\n"
        "python app.py test       运行测试；加 --all 则连耗时的测试一并运行",
    ),
    "setting_up": (
        "Setting up Retain in this folder. This happens once and takes a minute or two.",
        "正在此文件夹中安装 Retain。只需一次，大约一两分钟。",
    ),
    "setting_up_tests": ("Adding what the tests need.", "正在添加测试所需的组件。"),
    "fetching": ("fetching {name}", "正在获取 {name}"),
    "placing": ("putting everything in place", "正在安装"),
    "older_processor": (
        "This is an older processor: adding the parts made for it.",
        "此处理器较旧：正在添加适用的组件。",
    ),
    "starting": ("Starting Retain.", "正在启动 Retain。"),
    "elsewhere": (
        "Retain is being started in another window. Waiting for it.",
        "Retain 正在另一个窗口中启动，请稍候。",
    ),
    "ready": (
        "Retain is ready at {address}\nKeep this window open. To stop, press Quit on the page, or Ctrl+C here.",
        "Retain 已就绪：{address}\n请保持此窗口打开。要停止，请在页面上点击退出，或在此按 Ctrl+C。",
    ),
    "serving": ("Retain is ready at {address}", "Retain 已就绪：{address}"),
    "already_running": ("Retain is already running at {address}", "Retain 已在运行：{address}"),
    "stopped": ("Retain has stopped.", "Retain 已停止。"),
    "interrupted": ("Interrupted. Start again whenever you like.", "已中断。随时可以重新启动。"),
    "no_file": (
        "There is no file {path}: check its name, or start without it and drag the file onto the page.",
        "没有文件 {path}：请检查名称，或直接启动后把文件拖到页面上。",
    ),
    "no_venv": (
        "This Python lacks the part that makes private environments: install Python from python.org and start again.",
        "此 Python 缺少创建独立环境的组件：请从 python.org 安装 Python，然后重新启动。",
    ),
    "no_venv_apt": (
        "This Python lacks the part that makes private environments: type sudo apt install {package} and start again.",
        "此 Python 缺少创建独立环境的组件：请输入 sudo apt install {package}，然后重新启动。",
    ),
    "no_network": (
        "The parts that Retain needs could not be fetched: connect this computer to the internet and start again.",
        "无法获取 Retain 所需的组件：请将此电脑连接到互联网，然后重新启动。",
    ),
    "cannot_write": (
        "Retain may not write in {folder}: move the folder to a place of your own, such as Documents, and start again.",
        "Retain 无法写入 {folder}：请把该文件夹移到您自己的位置(如“文档”)，然后重新启动。",
    ),
    "cannot_note": (
        "Retain may not write in {folder}, where it notes what is running: allow it to and start again.",
        "Retain 无法写入 {folder}（用于记录正在运行的实例）：请授予写入权限，然后重新启动。",
    ),
    "disk_full": (
        "The disk is full, and Retain needs about 1 GB: free some space and start again.",
        "磁盘已满，而 Retain 需要约 1 GB：请释放一些空间，然后重新启动。",
    ),
    "not_made_for": (
        "Some parts are not made for this Python ({python}): install the 64-bit Python 3.13 from python.org, "
        "on Windows the one for Intel and AMD, and start again.",
        "部分组件不支持此 Python（{python}）：请从 python.org 安装 64 位 Python 3.13（Windows 请选 Intel/AMD 版），"
        "然后重新启动。",
    ),
    "altered": (
        "A part that was fetched is not the one Retain was made with: try again later or on another network.",
        "获取的组件与 Retain 所用的不一致：请稍后或换一个网络再试。",
    ),
    "foreign_environment": (
        "The folder {folder} was not made by Retain: rename or delete it, and start again.",
        "文件夹 {folder} 不是由 Retain 创建的：请重命名或删除它，然后重新启动。",
    ),
    "in_use": (
        "Retain is running from this folder: press Quit on its page, then try again.",
        "Retain 正在此文件夹中运行：请在页面上点击退出，然后重试。",
    ),
    "setup_failed": (
        "Setting up did not work ({reason}): start again, and if that does not help, see {log}.",
        "安装未成功（{reason}）：请重新启动；如果仍不行，请查看 {log}。",
    ),
    "port_taken": (
        "Port {port} is not free: close the program that uses it, or start without RETAIN_PORT.",
        "端口 {port} 不可用：请关闭占用它的程序，或不设置 RETAIN_PORT 再启动。",
    ),
    "no_port": (
        "Retain may open no port on 127.0.0.1: allow it in your firewall or security program, and start again.",
        "此电脑不允许 Retain 在 127.0.0.1 上打开端口：请在防火墙或安全软件中允许，然后重新启动。",
    ),
    "ended": (
        "Retain ended unexpectedly: start again, and if that does not help, see {log}.",
        "Retain 意外结束：请重新启动；如果仍不行，请查看 {log}。",
    ),
    "no_answer": (
        "Retain did not answer within {seconds} seconds: start again, and if that does not help, see {log}.",
        "Retain 在 {seconds} 秒内没有响应：请重新启动；如果仍不行，请查看 {log}。",
    ),
}


class Stop(Exception):  # noqa: N818 - it ends the start; it is not always an error
    """The start cannot go on; its sentence says what was seen and what to do."""

    def __init__(self, name: str, /, **values: object) -> None:
        super().__init__(name, values)
        self.name = name
        self.values = values


def prefers_chinese(environ: Mapping[str, str], windows_language: int = 0) -> bool:
    """Whether the system speaks Chinese, by its variables or by Windows' number for its language."""
    wished = next((environ[name] for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return wished.startswith("zh") or windows_language & 0x3FF == 0x04


def sentence(name: str, /, **values: object) -> str:
    """The sentence in the system's language with its values written in."""
    return SENTENCES[name][prefers_chinese(os.environ, _windows_language())].format(**values)


def say(name: str, /, **values: object) -> None:
    """Prints the sentence at once, also into a pipe; where nobody reads on, the start goes on without words."""
    try:
        print(sentence(name, **values), flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _windows_language() -> int:
    if sys.platform != "win32":
        return 0
    import ctypes  # noqa: PLC0415 - only Windows has it in this form

    return ctypes.windll.kernel32.GetUserDefaultUILanguage()
