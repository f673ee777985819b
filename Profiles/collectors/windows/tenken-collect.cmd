@echo off
rem tenken-collect: writes what a Windows machine tells about itself into one new folder.
rem It only reads. It uses only what Windows 7 to 11 and Server 2008 R2 to 2025 already hold.
rem It never writes a password. How to use it: README.md and README.ja.md beside this file.
rem
rem This file is CP932 with CRLF. Outside the last part it is plain ASCII, and the last part is
rem only reached where the console's code page is 932. Every label stands below every line that
rem jumps to it, so cmd.exe never looks for one in text that it cannot decode.
setlocal EnableExtensions DisableDelayedExpansion
rem A 32-bit cmd.exe would be shown the 32-bit registry, so the collector goes on in a 64-bit one.
if not defined PROCESSOR_ARCHITEW6432 goto native
if not exist "%SystemRoot%\Sysnative\cmd.exe" goto native
"%SystemRoot%\Sysnative\cmd.exe" /d /c call "%~f0" %*
exit /b %errorlevel%

:native
rem Programs are only taken from Windows itself, never from the stick or from the current folder.
set "NoDefaultCurrentDirectoryInExePath=1"
set "PATH=%SystemRoot%\System32;%SystemRoot%\System32\wbem;%SystemRoot%"
set "PATHEXT=.COM;.EXE"
set "VERSION=1"
set "CP="
for /f "tokens=2 delims=:." %%a in ('chcp') do set "CP=%%a"
if defined CP set "CP=%CP: =%"
if not defined CP set "CP=unknown"
set "TALK=en"
if "%CP%"=="932" set "TALK=ja"
if /i "%~1"=="/english" set "TALK=en"
rem Explorer starts the file by its whole path; a person at a prompt hardly ever does.
set "CLICKED="
set "LINE=%CMDCMDLINE:"=%"
set "ME=%~f0"
call :find_click
if /i "%~1"=="/nopause" set "CLICKED="
if /i "%~2"=="/nopause" set "CLICKED="
set "WMIC="
if exist "%SystemRoot%\System32\wbem\WMIC.exe" set "WMIC=1"
set "ELEVATED=no"
fltmc.exe >nul 2>&1
if not errorlevel 1 set "ELEVATED=yes"

call :say title
if "%ELEVATED%"=="yes" goto elevated
call :say unelevated
if defined CLICKED pause
:elevated
call :now
set "STARTED=%ISO%"
set "FOLDER=tenken-%COMPUTERNAME%-%STAMP%"
set "FALLBACK="
set "FAILED=0"
pushd "%~dp0" 2>nul
if errorlevel 1 goto elsewhere
md "%FOLDER%" 2>nul
if errorlevel 1 goto elsewhere
if not exist "%FOLDER%" goto elsewhere
goto made
:elsewhere
set "FALLBACK=1"
pushd "%TEMP%" 2>nul
if errorlevel 1 goto nowhere
md "%FOLDER%" 2>nul
if errorlevel 1 goto nowhere
if not exist "%FOLDER%" goto nowhere
goto made
:nowhere
call :say nowhere
if defined CLICKED pause
exit /b 2

:made
pushd "%FOLDER%"
if errorlevel 1 goto nowhere2
set "RESULT=%CD%"
if defined FALLBACK call :say elsewhere
set "DOMAIN="
if not defined WMIC goto nodomain
for /f "tokens=2 delims==" %%a in ('wmic.exe computersystem get domain /value 2^>nul ^<nul') do for /f "delims=" %%b in ("%%a") do set "DOMAIN=%%b"
:nodomain
if defined DOMAIN goto domain
for /f "tokens=2,*" %%a in ('reg.exe query "HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters" /v Domain 2^>nul') do if "%%a"=="REG_SZ" set "DOMAIN=%%b"
if not defined DOMAIN set "DOMAIN=%USERDOMAIN%"
:domain
set "ZONE="
for /f "delims=" %%a in ('tzutil.exe /g 2^>nul') do set "ZONE=%%a"
set "BIAS="
for /f "tokens=2,3" %%a in ('reg.exe query "HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation" /v ActiveTimeBias 2^>nul') do if "%%a"=="REG_DWORD" set "BIAS=%%b"
>tenken-collect.txt echo tenken-collect 1
call :head computer COMPUTERNAME
call :head domain DOMAIN
call :head user USERNAME
call :head started STARTED
call :head elevated ELEVATED
call :head codepage CP
call :head version VERSION
call :head timezone ZONE
call :head timezonebias BIAS
>status.txt type nul

rem ---- the registry -------------------------------------------------------------------------
set "NT=HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
set "CV=HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion"
set "CV32=HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion"
set "UCV=HKCU\Software\Microsoft\Windows\CurrentVersion"
set "CTL=HKLM\SYSTEM\CurrentControlSet\Control"
call :say 1
rem The product key hides in the two values named DigitalProductId and DigitalProductId4.
reg.exe query "%NT%" 2>>errors.txt | find.exe /v /i "DigitalProductId" >os.txt
call :done %errorlevel% os.txt
call :say 2
set "KEY=%CV%\Uninstall"
call :export uninstall-machine.reg
call :say 3
set "KEY=%CV32%\Uninstall"
call :export uninstall-machine32.reg
call :say 4
set "OWN="
for /f "tokens=2 delims=," %%a in ('whoami.exe /user /fo csv /nh 2^>nul') do set "OWN=%%~a"
set "KEY=%UCV%\Uninstall"
call :export uninstall-user.reg
for /f "tokens=2 delims=\" %%s in ('reg.exe query HKU 2^>nul') do (set "SID=%%s" & call :user uninstall-user "Software\Microsoft\Windows\CurrentVersion\Uninstall" )
call :say 5
set "KEY=HKLM\SYSTEM\CurrentControlSet\Services"
call :export services.reg
call :say 6
set "KEY=%CV%\Run"
call :export run-machine.reg
set "KEY=%CV32%\Run"
call :export run-machine32.reg
set "KEY=%UCV%\Run"
call :export run-user.reg
for /f "tokens=2 delims=\" %%s in ('reg.exe query HKU 2^>nul') do (set "SID=%%s" & call :user run-user "Software\Microsoft\Windows\CurrentVersion\Run" )
call :say 7
set "KEY=%CTL%\Terminal Server"
call :export terminal-server.reg
call :say 8
set "KEY=%CTL%\Lsa"
call :export lsa.reg
call :say 9
set "KEY=HKLM\SOFTWARE\Policies"
call :export policies.reg
call :say 10
set "KEY=%CV%\Policies"
call :export policies-system.reg
call :say 11
set "KEY=%CV%\WSMAN"
call :export winrm.reg
call :say 12
set "KEY=%CV%\WindowsUpdate"
call :export windows-update.reg
call :say 13
set "KEY=HKLM\SOFTWARE\Microsoft\Windows Defender"
call :export defender.reg
call :say 14
set "KEY=HKCU\Control Panel\Desktop"
call :export desktop-user.reg
for /f "tokens=2 delims=\" %%s in ('reg.exe query HKU 2^>nul') do (set "SID=%%s" & call :user desktop-user "Control Panel\Desktop" )
call :say 15
set "KEY=%NT%\ProfileList"
call :export profile-list.reg
call :say 16
rem Value by value, because the key also holds the password of an automatic log-on in plain text.
set "KEY=%NT%\Winlogon"
>winlogon.txt type nul
for %%v in (AutoAdminLogon ForceAutoLogon AutoLogonCount DefaultUserName DefaultDomainName) do call :winlogon %%v
reg.exe query "%KEY%" >nul 2>>errors.txt
set "CODE=%errorlevel%"
set "PRESENT=absent"
reg.exe query "%KEY%" /v DefaultPassword >nul 2>&1
if not errorlevel 1 set "PRESENT=present"
if "%CODE%"=="0" >>winlogon.txt echo DefaultPassword=%PRESENT%
call :done %CODE% winlogon.txt

rem ---- what Windows' own programs say --------------------------------------------------------
rem wmic writes UTF-16 with a byte order mark into a file; it is kept as it is.
call :say 17
if not defined WMIC goto noqfe
wmic.exe qfe list full /format:csv >qfe.txt 2>>errors.txt <nul
if "%errorlevel%"=="0" goto qfe
rem A Japanese Windows 7 may not find its style sheet; without one the same facts come as lists.
wmic.exe qfe list full >qfe.txt 2>>errors.txt <nul
:qfe
call :done %errorlevel% qfe.txt
goto afterqfe
:noqfe
systeminfo.exe >systeminfo.txt 2>>errors.txt
call :done %errorlevel% systeminfo.txt
:afterqfe
call :say 18
if not defined WMIC goto noantivirus
wmic.exe /namespace:\\root\SecurityCenter2 path AntiVirusProduct get /format:list >antivirus.txt 2>>errors.txt <nul
if "%errorlevel%"=="0" goto antivirus
wmic.exe /namespace:\\root\SecurityCenter2 path AntiVirusProduct get /value >antivirus.txt 2>>errors.txt <nul
:antivirus
call :done %errorlevel% antivirus.txt
goto afterantivirus
:noantivirus
call :done 9009 antivirus.txt
:afterantivirus
set "KEY=HKLM\SOFTWARE\Microsoft\Security Center"
call :export security-center.reg
call :say 19
manage-bde.exe -status >bitlocker.txt 2>>errors.txt
call :done %errorlevel% bitlocker.txt
call :say 20
netstat.exe -ano >netstat.txt 2>>errors.txt
call :done %errorlevel% netstat.txt
call :say 21
tasklist.exe /svc /fo csv >tasklist.txt 2>>errors.txt
call :done %errorlevel% tasklist.txt
call :say 22
sc.exe query type= service state= all >services.txt 2>>errors.txt
call :done %errorlevel% services.txt
call :say 23
schtasks.exe /query /fo csv /v >tasks.csv 2>>errors.txt
call :done %errorlevel% tasks.csv
call :say 24
net.exe share >shares.txt 2>>errors.txt
call :done %errorlevel% shares.txt
call :say 25
rem The names come from the registry: the columns of "net share" do not end where a name ends.
set "KEY=HKLM\SYSTEM\CurrentControlSet\Services\LanmanServer\Shares"
>shares-detail.txt type nul
reg.exe query "%KEY%" >nul 2>>errors.txt
set "CODE=%errorlevel%"
for /f "delims=" %%a in ('reg.exe query "%KEY%" 2^>nul') do (set "LINE=%%a" & call :share )
if "%CODE%"=="0" call :listed shares-detail.txt
if not "%CODE%"=="0" call :done %CODE% shares-detail.txt
call :say 26
net.exe user >users.txt 2>>errors.txt
set "CODE=%errorlevel%"
call :done %CODE% users.txt
call :say 27
rem The line after the last user says that all went well, so a line waits for the next one.
>users-detail.txt type nul
set "RULE="
set "LAST="
set "USERS=0"
for /f "delims=" %%a in ('net.exe user 2^>nul') do (set "LINE=%%a" & call :users )
call :done %CODE% users-detail.txt
call :say 28
net.exe localgroup Administrators >administrators.txt 2>>errors.txt
call :done %errorlevel% administrators.txt
call :say 29
net.exe accounts >accounts.txt 2>>errors.txt
call :done %errorlevel% accounts.txt
call :say 30
set "CODE=0"
for %%l in (Security System Application) do call :log %%l
call :done %CODE% eventlog.txt
call :say 31
w32tm.exe /query /status /verbose >w32tm.txt 2>>errors.txt
set "CODE=%errorlevel%"
>>w32tm.txt echo ### source
w32tm.exe /query /source >>w32tm.txt 2>>errors.txt
>>w32tm.txt echo ### configuration
w32tm.exe /query /configuration >>w32tm.txt 2>>errors.txt
call :done %CODE% w32tm.txt
call :say 32
ipconfig.exe /all >ipconfig.txt 2>>errors.txt
call :done %errorlevel% ipconfig.txt
call :say 33
getmac.exe /v /fo csv >getmac.txt 2>>errors.txt
call :done %errorlevel% getmac.txt
call :say 34
ipconfig.exe /displaydns >dns-cache.txt 2>>errors.txt
call :done %errorlevel% dns-cache.txt
call :say 35
arp.exe -a >arp.txt 2>>errors.txt
call :done %errorlevel% arp.txt
call :say 36
netsh.exe advfirewall show allprofiles >firewall.txt 2>>errors.txt
call :done %errorlevel% firewall.txt
call :say 37
wbadmin.exe get versions >backup.txt 2>>errors.txt <nul
call :done %errorlevel% backup.txt
call :say 38
vssadmin.exe list shadows >shadows.txt 2>>errors.txt
call :done %errorlevel% shadows.txt

call :now
set "ENDED=%ISO%"
call :head ended ENDED
for %%f in (errors.txt) do if exist %%f if "%%~zf"=="0" del %%f
call :say finished
for /f "delims=" %%p in ("%RESULT%") do echo     %%p
if "%FAILED%"=="0" goto complete
call :say missing
for /f "tokens=1,2" %%a in (status.txt) do if "%%a"=="failed" echo     %%b
:complete
call :say careful
popd
popd
if defined FALLBACK popd
if defined CLICKED pause
exit /b 0

:nowhere2
call :say nowhere
if defined CLICKED pause
exit /b 2

rem ==== the parts, each below what calls it ====================================================

rem Sets CLICKED when the command line that started cmd.exe holds this file's whole path.
:find_click
if not defined LINE exit /b 0
if "%LINE:~2,1%"=="" exit /b 0
echo "%LINE%"| find.exe /i "%ME%" >nul
if not errorlevel 1 set "CLICKED=1"
exit /b 0

rem Writes "name=value" of the variable named second; the value may hold any character.
:head
if not defined %2 exit /b 0
for /f "tokens=1,* delims==" %%a in ('set %2') do if /i "%%a"=="%2" >>tenken-collect.txt echo %1=%%b
exit /b 0

rem Exports the key named second of the signed-in user %SID%, unless that is who runs this.
:user
if not "%SID:~0,9%"=="S-1-5-21-" exit /b 0
if not "%SID:_Classes=%"=="%SID%" exit /b 0
if /i "%SID%"=="%OWN%" exit /b 0
set "KEY=HKU\%SID%\%~2"
call :export %1-%SID%.reg
exit /b 0

rem Exports %KEY% into the file named first.
:export
reg.exe export "%KEY%" %1 /y >nul 2>>errors.txt
call :done %errorlevel% %1
exit /b 0

rem Writes one value of %KEY%.
:winlogon
for /f "tokens=1,2,*" %%a in ('reg.exe query "%KEY%" /v %1 2^>nul') do if /i "%%a"=="%1" >>winlogon.txt echo %1=%%c
exit /b 0

rem Writes the share that a line of the registry names.
:share
if not "%LINE:~0,4%"=="    " exit /b 0
set "LINE=%LINE:    REG_MULTI_SZ=;%"
for /f "tokens=1 delims=;" %%n in ("%LINE:~4%") do set "NAME=%%n"
for /f "delims=" %%n in ("%NAME%") do >>shares-detail.txt echo ### %%n
net.exe share "%NAME%" >>shares-detail.txt 2>>errors.txt
exit /b 0

rem Writes up to three users that the line before %LINE% names, 25 columns each.
:users
if defined RULE goto users2
if "%LINE:~0,5%"=="-----" set "RULE=1"
exit /b 0
:users2
set "ROW=%LAST%"
set "LAST=%LINE%"
if not defined ROW exit /b 0
set "ROW=%ROW:  =;%"
set "NAME="
for /f "tokens=1 delims=;" %%a in ("%ROW%") do set "NAME=%%a"
call :oneuser
set "NAME="
for /f "tokens=2 delims=;" %%a in ("%ROW%") do set "NAME=%%a"
call :oneuser
set "NAME="
for /f "tokens=3 delims=;" %%a in ("%ROW%") do set "NAME=%%a"
call :oneuser
exit /b 0
:oneuser
if not defined NAME exit /b 0
if "%NAME:~0,1%"==" " set "NAME=%NAME:~1%"
if not defined NAME exit /b 0
rem A domain controller lists every person of the domain; the first 200 are enough.
if %USERS% GEQ 200 exit /b 0
set /a USERS+=1
for /f "delims=" %%n in ("%NAME%") do >>users-detail.txt echo ### %%n
net.exe user "%NAME%" >>users-detail.txt 2>>errors.txt
exit /b 0

rem Writes how one event log is kept, and its oldest event.
:log
>>eventlog.txt echo ### %1
wevtutil.exe gl %1 >>eventlog.txt 2>>errors.txt
if not "%errorlevel%"=="0" set "CODE=%errorlevel%"
>>eventlog.txt echo ### oldest
wevtutil.exe qe %1 /c:1 /rd:false /f:text >>eventlog.txt 2>>errors.txt
if not "%errorlevel%"=="0" set "CODE=%errorlevel%"
exit /b 0

rem Notes how the output named second went, by the exit code named first.
rem An output without a word in it has failed too, and leaves no file.
:done
set "SIZE=0"
if exist %2 for %%f in (%2) do set "SIZE=%%~zf"
if not "%1"=="0" goto failed
if "%SIZE%"=="0" goto failed
>>status.txt echo ok %2
exit /b 0
:failed
>>status.txt echo failed %2 %1
set /a FAILED+=1
if exist %2 if "%SIZE%"=="0" del %2
exit /b 0

rem Notes a list that may rightly be empty.
:listed
>>status.txt echo ok %1
exit /b 0

rem Sets ISO (2026-11-20T14:03:05) and STAMP (20261120-140305), whatever the country's way to
rem write a date: from wmic, else from %DATE% in the order that the registry states. What is not
rem a date becomes zeros.
:now
set "T="
if not defined WMIC goto no_wmic
for /f "tokens=2 delims==." %%a in ('wmic.exe os get localdatetime /value 2^>nul ^<nul') do set "T=%%a"
for /f "delims=0123456789" %%x in ("%T%") do set "T="
if not defined T goto no_wmic
if "%T:~13,1%"=="" set "T="
:no_wmic
if not defined T goto by_date
set "Y=%T:~0,4%"
set "M=%T:~4,2%"
set "D=%T:~6,2%"
set "CLOCK=%T:~8,2%:%T:~10,2%:%T:~12,2%"
goto stamp
:by_date
set "ORDER=2"
for /f "tokens=2,3" %%a in ('reg.exe query "HKCU\Control Panel\International" /v iDate 2^>nul') do if "%%a"=="REG_SZ" set "ORDER=%%b"
call :parts 0
for /f "tokens=1-4 delims=/.-, " %%a in ("%DATE%") do call :parts %%a %%b %%c %%d
set "Y=%P1%"
set "M=%P2%"
set "D=%P3%"
if not "%P1:~3,1%"=="" goto by_time
if "%ORDER%"=="2" goto by_time
set "Y=%P3%"
set "M=%P1%"
set "D=%P2%"
if "%ORDER%"=="0" goto by_time
set "M=%P2%"
set "D=%P1%"
:by_time
call :parts 0
for /f "tokens=1-3 delims=:., " %%a in ("%TIME%") do call :parts 00%%a 00%%b 00%%c
set "CLOCK=%P1:~-2%:%P2:~-2%:%P3:~-2%"
set "Y=20%Y%"
set "M=0%M%"
set "D=0%D%"
set "Y=20%Y:~-2%"
set "M=%M:~-2%"
set "D=%D:~-2%"
:stamp
set "T=%Y%%M%%D%%CLOCK::=%"
for /f "delims=0123456789" %%x in ("%T%") do set "T="
if not defined T set "T=00000000000000"
if "%T:~13,1%"=="" set "T=00000000000000"
set "STAMP=%T:~0,8%-%T:~8,6%"
set "ISO=%T:~0,4%-%T:~4,2%-%T:~6,2%T%T:~8,2%:%T:~10,2%:%T:~12,2%"
exit /b 0

rem Sets P1 to P3 to the words that follow, without a day's name in front.
:parts
set "P1=%~1"
for /f "delims=0123456789" %%x in ("%P1%") do shift
set "P1=%~1"
set "P2=%~2"
set "P3=%~3"
exit /b 0

rem Says the message named first, in Japanese only where the console can show it.
:say
if "%TALK%"=="ja" goto ja_%1
goto en_%1
:en_1
echo [ 1/38] the Windows version
exit /b 0
:en_2
echo [ 2/38] the installed programs (64-bit)
exit /b 0
:en_3
echo [ 3/38] the installed programs (32-bit)
exit /b 0
:en_4
echo [ 4/38] the programs of each user
exit /b 0
:en_5
echo [ 5/38] how the services are set
exit /b 0
:en_6
echo [ 6/38] what starts by itself
exit /b 0
:en_7
echo [ 7/38] how Remote Desktop is set
exit /b 0
:en_8
echo [ 8/38] how log-on is protected
exit /b 0
:en_9
echo [ 9/38] the policies of this machine
exit /b 0
:en_10
echo [10/38] the policies of Windows
exit /b 0
:en_11
echo [11/38] how remote management is set
exit /b 0
:en_12
echo [12/38] how Windows Update is set
exit /b 0
:en_13
echo [13/38] Microsoft Defender
exit /b 0
:en_14
echo [14/38] how the screen locks
exit /b 0
:en_15
echo [15/38] who has used this machine
exit /b 0
:en_16
echo [16/38] automatic log-on
exit /b 0
:en_17
echo [17/38] the updates
exit /b 0
:en_18
echo [18/38] the malware protection
exit /b 0
:en_19
echo [19/38] disk encryption
exit /b 0
:en_20
echo [20/38] the network connections
exit /b 0
:en_21
echo [21/38] the running programs
exit /b 0
:en_22
echo [22/38] the state of the services
exit /b 0
:en_23
echo [23/38] the scheduled tasks
exit /b 0
:en_24
echo [24/38] the shared folders
exit /b 0
:en_25
echo [25/38] who may open the shared folders
exit /b 0
:en_26
echo [26/38] the user names
exit /b 0
:en_27
echo [27/38] each user
exit /b 0
:en_28
echo [28/38] the administrators
exit /b 0
:en_29
echo [29/38] the password rules
exit /b 0
:en_30
echo [30/38] the event logs
exit /b 0
:en_31
echo [31/38] the clock
exit /b 0
:en_32
echo [32/38] the network addresses
exit /b 0
:en_33
echo [33/38] the network cards
exit /b 0
:en_34
echo [34/38] the names looked up lately
exit /b 0
:en_35
echo [35/38] the neighbours on the network
exit /b 0
:en_36
echo [36/38] the firewall
exit /b 0
:en_37
echo [37/38] the backups
exit /b 0
:en_38
echo [38/38] the shadow copies
exit /b 0
:en_title
echo tenken-collect: reads this machine. Nothing is changed, nothing is installed.
echo It takes less than a minute. Please leave this window open.
exit /b 0
:en_unelevated
echo Not running as administrator. Some items will be missing.
echo For all items: close this window, right-click the file, choose "Run as administrator".
exit /b 0
:en_nowhere
echo No folder could be made, neither beside this file nor in the folder for temporary files.
echo Copy this file to a place that can be written to, and start it again.
exit /b 0
:en_elsewhere
echo No folder could be made beside this file. The result goes to the folder for temporary files.
exit /b 0
:en_finished
echo.
echo Finished. The result is in this folder:
exit /b 0
:en_missing
echo These could not be collected:
exit /b 0
:en_careful
echo The folder holds names and accounts. Hand it only to the person in charge.
exit /b 0

rem ---- Japanese, read only where the code page is 932 ----
:ja_1
echo [ 1/38] Windows の版
exit /b 0
:ja_2
echo [ 2/38] 入っているプログラム (64 ビット)
exit /b 0
:ja_3
echo [ 3/38] 入っているプログラム (32 ビット)
exit /b 0
:ja_4
echo [ 4/38] 利用者ごとのプログラム
exit /b 0
:ja_5
echo [ 5/38] サービスの設定
exit /b 0
:ja_6
echo [ 6/38] 自動で始まるもの
exit /b 0
:ja_7
echo [ 7/38] リモート デスクトップの設定
exit /b 0
:ja_8
echo [ 8/38] ログオンの守り
exit /b 0
:ja_9
echo [ 9/38] この端末の管理方針
exit /b 0
:ja_10
echo [10/38] Windows の管理方針
exit /b 0
:ja_11
echo [11/38] 遠隔管理の設定
exit /b 0
:ja_12
echo [12/38] Windows Update の設定
exit /b 0
:ja_13
echo [13/38] Microsoft Defender の状態
exit /b 0
:ja_14
echo [14/38] 画面ロックの設定
exit /b 0
:ja_15
echo [15/38] この端末を使った人
exit /b 0
:ja_16
echo [16/38] 自動ログオンの有無
exit /b 0
:ja_17
echo [17/38] 更新プログラム
exit /b 0
:ja_18
echo [18/38] ウイルスへの備え
exit /b 0
:ja_19
echo [19/38] ディスクの暗号化
exit /b 0
:ja_20
echo [20/38] ネットワーク接続
exit /b 0
:ja_21
echo [21/38] 動いているプログラム
exit /b 0
:ja_22
echo [22/38] サービスの状態
exit /b 0
:ja_23
echo [23/38] 決まった時刻に動くもの
exit /b 0
:ja_24
echo [24/38] 共有フォルダー
exit /b 0
:ja_25
echo [25/38] 共有フォルダーのアクセス許可
exit /b 0
:ja_26
echo [26/38] 利用者の名前
exit /b 0
:ja_27
echo [27/38] 利用者ごとの状態
exit /b 0
:ja_28
echo [28/38] 管理者の名前
exit /b 0
:ja_29
echo [29/38] パスワードの決まり
exit /b 0
:ja_30
echo [30/38] イベント ログ
exit /b 0
:ja_31
echo [31/38] 時刻合わせ
exit /b 0
:ja_32
echo [32/38] ネットワークのアドレス
exit /b 0
:ja_33
echo [33/38] ネットワーク カード
exit /b 0
:ja_34
echo [34/38] 最近調べた名前
exit /b 0
:ja_35
echo [35/38] 同じネットワークの機器
exit /b 0
:ja_36
echo [36/38] ファイアウォール
exit /b 0
:ja_37
echo [37/38] バックアップ
exit /b 0
:ja_38
echo [38/38] シャドウ コピー
exit /b 0
:ja_title
echo tenken-collect: この端末の状態を読み取ります。設定は変えません。
echo 1 分ほどで終わります。この窓を閉じずにお待ちください。
exit /b 0
:ja_unelevated
echo 管理者ではないため、読めない項目があります。
echo すべて読むには、この窓を閉じて、ファイルを右クリックし、
echo 「管理者として実行」を選んでください。このまま続けてもかまいません。
exit /b 0
:ja_nowhere
echo 結果のフォルダーを作れませんでした。
echo 書き込める場所にこのファイルをコピーして、もう一度始めてください。
exit /b 0
:ja_elsewhere
echo このファイルの隣に書けないため、結果は一時フォルダーに作ります。
exit /b 0
:ja_finished
echo.
echo 終わりました。結果のフォルダーはこちらです:
exit /b 0
:ja_missing
echo 次のものは集められませんでした:
exit /b 0
:ja_careful
echo フォルダーには名前や利用者が入っています。担当者だけに渡してください。
exit /b 0
