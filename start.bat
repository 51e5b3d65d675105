@echo off
rem Starts Retain with the newest Python that is there. Files dropped on it are opened.
setlocal
for %%P in ("py -3" "python" "python3") do (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "found=%%~P" && goto start
)
echo Retain needs Python 3.11 or newer. Get it at python.org, install it and start again.
pause
exit /b 1

:start
%found% "%~dp0app.py" %*
set "status=%errorlevel%"
if not "%status%"=="0" pause
exit /b %status%
