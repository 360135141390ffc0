#!/bin/sh
# 离线安装（Linux，64位）。先装好 Python 3.11；用法：sh install.sh [安装到哪个文件夹]
set -e
cd "$(dirname "$0")"
target=${1:-$HOME/rectification-assistant}
${PYTHON:-python3.11} -m venv "$target"
"$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels -c constraints.txt rectification-assistant
echo "已安装到 $target。打开网页：$target/bin/assistant serve；装入示例：$target/bin/assistant samples load"
