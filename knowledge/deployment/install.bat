@echo off
rem Offline installation for 64-bit Windows. Python 3.11 must be there. Usage: install.bat [FOLDER]
chcp 65001 >nul
cd /d "%~dp0"
set "TARGET=%~1"
if "%TARGET%"=="" set "TARGET=%LOCALAPPDATA%\rectification-assistant"
py -3.11 -m venv "%TARGET%" || exit /b 1
"%TARGET%\Scripts\python" -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels -c constraints.txt rectification-assistant || exit /b 1
echo 已安装到 %TARGET%。打开网页："%TARGET%\Scripts\assistant" serve
