#Requires -Version 7.6
BeforeDiscovery {
    # Debian's package is for Debian's Python; another one may come first on the path.
    $noServer = $IsWindows -or -not (Test-Path /usr/bin/python3) -or -not (& { /usr/bin/python3 -c 'import aiosmtpd' 2>$null; $LASTEXITCODE -eq 0 })
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $scripts = [IO.Path]::GetFullPath("$PSScriptRoot/../LogStats.Servers.Tests/Mail")

    function Get-FreePort {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $listener.LocalEndpoint.Port
        $listener.Stop()
    }

    # A real mail server, with what it took as Python's parser reads it.
    function Use-MailServer {
        param([scriptblock] $Script, [string[]] $Option = @(), [int] $Port = (Get-FreePort))

        $inbox = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $start = [Diagnostics.ProcessStartInfo]::new('/usr/bin/python3', [string[]](@("$scripts/smtp_sink.py", $inbox, "$Port") + $Option))
        $start.RedirectStandardOutput = $true
        $server = [Diagnostics.Process]::Start($start)
        try {
            $null = $server.StandardOutput.ReadLine()
            & $Script $Port
        }
        finally {
            $server.Kill()
            $server.WaitForExit()
        }

        $mails = @(Get-ChildItem "$inbox/*.eml" | Sort-Object Name)
        if ($mails) { /usr/bin/python3 "$scripts/read_mails.py" $mails.FullName | ConvertFrom-Json }
    }

    $who = @{ To = 'ops@example.org'; From = 'Logs <logs@example.org>' }
}

Describe 'Export-LogMail' {
    Context 'Parameters' {
        It 'completes subjects' {
            (TabExpansion2 'Export-LogMail -Subject ' ).CompletionMatches.ListItemText | Should -Contain '[logs] {Subject}'
        }

        It 'refuses <_> as an address' -ForEach "a@example.org`r`nBcc: b@example.org", 'nobody', 'müller@example.org' {
            $found = Get-FirstError { Get-RsyncEvent (New-Log a.log) | Export-LogMail -To $_ -From logs@example.org -SpoolPath "$TestDrive/none" }
            $found.FullyQualifiedErrorId | Should -BeExactly 'ConfigInvalid,LogStats.PowerShell.Commands.ExportLogMailCommand'
            $found.Exception.Message | Should -Not -Match "`n"
        }

        It 'sends nothing in clear to another machine' {
            $found = Get-FirstError { Get-RsyncEvent (New-Log b.log) | Export-LogMail @who -ComputerName mail.example.org -UseTls None -SpoolPath "$TestDrive/none" }
            $found.FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
        }
    }

    Context 'Output' -Skip:$noServer {
        It 'mails a summary as text and as HTML' {
            $mail = Use-MailServer {
                param($port)
                Measure-RsyncEvent (New-Log c.log) -GroupBy Module | Export-LogMail @who -Cc lead@example.org -Port $port -SpoolPath "$TestDrive/c" -Subject '[rsync] {Count} modules'
            }
            $mail.Subject | Should -BeExactly '[rsync] 2 modules'
            $mail.From[0] | Should -Be 'Logs', 'logs@example.org'
            $mail.Cc[0] | Should -Be '', 'lead@example.org'
            $mail.Text | Should -BeLike '*Name*Transfers*pub*incoming*'
            $mail.Html | Should -BeLike '*<table*pub*incoming*'
            $mail.Defects | Should -BeNullOrEmpty
        }

        It 'takes files along, sends text alone, and passes on what it was given' {
            $file = New-Log 'report one.csv' 'a,b', '1,2'
            $mail = Use-MailServer {
                param($port)
                $script:passed = Get-RsyncEvent (New-Log d.log) | Export-LogMail @who -Port $port -SpoolPath "$TestDrive/d" -As Text -Attachment $file -PassThru
            }
            $passed | Should -HaveCount 2
            $passed | Should -BeOfType LogStats.RsyncEvent
            $mail.Html | Should -BeNullOrEmpty
            $mail.Files[0][0] | Should -Be 'report one.csv'
            [Convert]::FromBase64String($mail.Files[0][2]) | Should -Be ([IO.File]::ReadAllBytes($file))
        }

        It 'sends nothing with -WhatIf' {
            Use-MailServer { param($port) Get-RsyncEvent (New-Log e.log) | Export-LogMail @who -Port $port -SpoolPath "$TestDrive/e" -WhatIf } | Should -BeNullOrEmpty
            "$TestDrive/e" | Should -Not -Exist
        }

        It 'tells of a recipient who is refused, and the others get it' {
            $mail = Use-MailServer -Option '--refuse', 'gone@example.org' {
                param($port)
                $script:found = Get-FirstError {
                    Get-RsyncEvent (New-Log f.log) | Export-LogMail -To ops@example.org, gone@example.org -From logs@example.org -Port $port -SpoolPath "$TestDrive/f"
                }
            }
            $found.FullyQualifiedErrorId | Should -BeLike 'SinkRejected,*'
            $found.Exception.Message | Should -BeLike '*gone@example.org: 550*'
            @($mail) | Should -HaveCount 1
        }

        It 'sends what waited, once, when the server is back' {
            $log = New-Log g.log
            $port = Get-FreePort
            Get-RsyncEvent $log | Export-LogMail @who -Port $port -SpoolPath "$TestDrive/g" -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -BeLike '*A mail waits in*'
            $mail = Use-MailServer -Port $port { param($port) @() | Export-LogMail @who -Port $port -SpoolPath "$TestDrive/g" }
            @($mail) | Should -HaveCount 1
            Get-ChildItem "$TestDrive/g/*.mail" | Should -BeNullOrEmpty
        }
    }

    Context 'Errors' {
        It 'ends with an error without a spool' {
            $found = Get-FirstError {
                Get-RsyncEvent (New-Log h.log) | Export-LogMail @who -Port (Get-FreePort) -NoSpool -MaxRetry 0
            }
            $found.FullyQualifiedErrorId | Should -BeLike 'SinkConnect,*'
        }

        It 'asks for STARTTLS and gets none' -Skip:$noServer {
            $credential = [pscredential]::new('ann', (ConvertTo-SecureString 'not-a-secret' -AsPlainText -Force))
            Use-MailServer {
                param($port)
                $script:found = Get-FirstError { Get-RsyncEvent (New-Log i.log) | Export-LogMail @who -Port $port -Credential $credential -SpoolPath "$TestDrive/i" }
            } | Should -BeNullOrEmpty
            $found.FullyQualifiedErrorId | Should -BeLike 'SinkCertificate,*'
            $found.CategoryInfo.Category | Should -Be SecurityError
            "$found $($found.Exception)" | Should -Not -Match 'not-a-secret'
        }

        It 'names an attachment that is not there' {
            (Get-FirstError { Get-RsyncEvent (New-Log j.log) | Export-LogMail @who -Attachment "$TestDrive/none.csv" -SpoolPath "$TestDrive/j" }).FullyQualifiedErrorId |
                Should -BeLike 'PathNotFound,*'
        }
    }

    Context 'Stopping' {
        It 'stops at once while a mail server says nothing' {
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $stop = Measure-Stop "Get-RsyncEvent `$Path | Export-LogMail -To a@example.org -From b@example.org -Port $port -SpoolPath '$TestDrive/k'" (New-Log k.log) -AfterMilliseconds 1500
            $listener.Stop()
            $stop.State | Should -Be Stopped
            $stop.Milliseconds | Should -BeLessThan 3000
        }
    }
}
