#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Many at once' {
    BeforeAll {
        $log = New-Log parallel.log
        $null = New-Log web.log $WebLines
        Set-Content "$TestDrive/settings.py" 'INTERVAL = 60'
        Measure-ElfLog "$TestDrive/web.log" | Export-LogMunin "$TestDrive/web.data"
        Copy-Item "$PSScriptRoot/../../examples/web/clients.mmdb", "$PSScriptRoot/../../examples/pgbouncer/pgbouncer.log", "$PSScriptRoot/../../examples/tstat/2020_06_11_19_00.out/log_udp_complete" $TestDrive
        Measure-ElfLog "$TestDrive/web.log" | Export-LogSqlite "$TestDrive/sums.db"
        $scripts = @{
            'Get-RsyncEvent'     = { param($log) @(Get-RsyncEvent $log -Kind All).Count }
            'Measure-RsyncEvent' = { param($log) (Measure-RsyncEvent $log).Transfers }
            'Get-ElfRecord'      = { param($log) @(Get-ElfRecord "$(Split-Path $log)/web.log").Count }
            'Measure-ElfLog'     = { param($log) (Measure-ElfLog "$(Split-Path $log)/web.log").Calls }
            'Watch-ElfLog'       = { param($log) @(Watch-ElfLog "$(Split-Path $log)/web.log" -From Beginning -Interval 1h -Timeout 0s).Count }
            'Register-LogFormat' = { param($log) @(Register-LogFormat parallel '$remote_addr $status' -PassThru -WhatIf).Count }
            'Unregister-LogFormat' = { param($log) @(Unregister-LogFormat parallel -WhatIf).Count }
            'Export-LogMunin'    = { param($log, $out) Measure-ElfLog "$(Split-Path $log)/web.log" | Export-LogMunin "$out.data"; (Get-Item "$out.data").Length -gt 0 }
            'Export-LogReport'   = { param($log, $out) Measure-ElfLog "$(Split-Path $log)/web.log" -ForReport | Export-LogReport "$out.html"; @(Import-LogSummary "$out.html").Count }
            'ConvertTo-LogMunin' = { param($log) @(ConvertTo-LogMunin "$(Split-Path $log)/web.data" -Mode Autoconf).Count }
            'Import-LogStatsConfig' = { param($log) (Import-LogStatsConfig "$(Split-Path $log)/settings.py").Interval.TotalSeconds }
            'Get-LogFormat'      = { param($log) @(Get-LogFormat rsyncd).Count }
            'Resolve-LogFormat'  = { param($log) (Resolve-LogFormat $log).Matched }
            'Export-LogMail'     = { param($log) @(Get-RsyncEvent $log | Export-LogMail -To a@example.org -From b@example.org -PassThru -WhatIf).Count }
            'Export-LogSqlite'   = { param($log, $out) Get-RsyncEvent $log | Export-LogSqlite "$out.db"; (Get-Item "$out.db").Length -gt 0 }
            'Export-LogHttp' = { param($log) @(Get-RsyncEvent $log | Export-LogHttp http://localhost:1/logs -WhatIf -PassThru).Count }
            'Export-LogInfluxDb' = { param($log) @(Get-RsyncEvent $log | Export-LogInfluxDb http://localhost:1 logs -WhatIf -PassThru).Count }
            'Export-LogRabbitMq' = { param($log) @(Get-RsyncEvent $log | Export-LogRabbitMq logs -Port 1 -WhatIf -PassThru).Count }
            'Receive-LogQueue'   = { param($log) @(try { Receive-LogQueue logs -Port 1 -MaxRetry 0 } catch { $_.FullyQualifiedErrorId }).Count }
            'Receive-LogBatch'   = { param($log, $out) $null = New-Item -ItemType Directory $out; @(Receive-LogBatch $out http://127.0.0.1:0 -AllowHost 127.0.0.1 -Timeout 1ms).Count }
            'Export-LogSftp'     = { param($log) @(Export-LogSftp $log sftp://localhost:1/in -WhatIf).Count }
            'Send-LogBatch'      = { param($log) @(Get-Content $log | Send-LogBatch http://localhost:1 -WhatIf).Count }
            'Export-LogPostgreSql' = { param($log) @(Get-RsyncEvent $log | Export-LogPostgreSql -ComputerName localhost -Port 1 -Database logs -WhatIf -PassThru).Count }
            'Add-LogLocation'    = { param($log) @(Get-RsyncEvent $log | Add-LogLocation "$(Split-Path $log)/clients.mmdb").Count }
            'Import-LogSummary'  = { param($log) (Import-LogSummary "$(Split-Path $log)/sums.db").Calls }
            'Get-PgBouncerEvent' = { param($log) @(Get-PgBouncerEvent "$(Split-Path $log)/pgbouncer.log").Count }
            'Measure-PgBouncer'  = { param($log) (Measure-PgBouncer "$(Split-Path $log)/pgbouncer.log").Logins }
            'Get-TstatFlow'      = { param($log) @(Get-TstatFlow "$(Split-Path $log)/log_udp_complete").Count }
            'Measure-TstatFlow'  = { param($log) (Measure-TstatFlow "$(Split-Path $log)/log_udp_complete").Bytes }
            'Watch-PgBouncer'    = { param($log) @(Watch-PgBouncer "$(Split-Path $log)/pgbouncer.log" -Threshold @{ nobody = '1m' } -From Beginning -Timeout 0s).Count -gt 0 }
            'Get-TstatDirectory' = { param($log) @(Get-TstatDirectory (New-Item -ItemType Directory -Force "$(Split-Path $log)/2020_06_11_10_00.out")).Count }
            'Complete-TstatDirectory' = { param($log, $out) $hour = New-Item -ItemType Directory "$out.out"; $hour | Complete-TstatDirectory -Force; @(Get-ChildItem $hour -Force).Count }
            'Remove-TstatDirectory' = { param($log, $out) $hour = New-Item -ItemType Directory "$out.gone.out"; $hour | Complete-TstatDirectory -Force; $hour | Remove-TstatDirectory -OlderThan 0s -Force; Test-Path $hour }
            'Get-LogSource'      = { param($log, $out) $null = New-Item -ItemType Directory "$out.src/web1"; Get-LogSource "$out.src" -Name web2 | Join-String State -Separator ' ' }
            'Watch-LogSource'    = { param($log, $out) $null = New-Item -ItemType Directory "$out.watch/web1"; @(Watch-LogSource "$out.watch" -Timeout 0s).Count }
            'Measure-LogSource'  = { param($log, $out) $null = New-Item -ItemType Directory "$out.sums/web1"; @(Measure-LogSource "$out.sums").Count }
            'Compress-LogArchive' = { param($log, $out) $null = New-Item -ItemType Directory "$out.pack/sent/web1"; @(Compress-LogArchive "$out.pack" -PassThru).Count }
            'Remove-LogArchive'  = { param($log, $out) $null = New-Item -ItemType Directory "$out.gone/sent/web1"; Remove-LogArchive "$out.gone" -Force; Test-Path "$out.gone/sent/web1" }
            'Watch-LogLine'      = { param($log) @(Watch-LogLine $log -Timeout 0s).Count }
            'Get-LogCheckpoint'  = { param($log) @(Get-LogCheckpoint nothing*).Count }
            'Reset-LogCheckpoint' = { param($log) try { Reset-LogCheckpoint nothing End -ErrorAction Stop } catch { $_.FullyQualifiedErrorId } }
            'Export-LogText'     = { param($log, $out) Get-RsyncEvent $log | Export-LogText "$out.txt"; @(Get-Content "$out.txt").Count }
        }
    }

    It 'covers every command' {
        $scripts.Keys | Sort-Object | Should -Be (Get-Command -Module LogStats).Name
    }

    It '<_> works under ForEach-Object -Parallel' -ForEach Add-LogLocation, Complete-TstatDirectory, Compress-LogArchive, ConvertTo-LogMunin, Export-LogHttp, Export-LogInfluxDb, Export-LogMail, Export-LogMunin, Export-LogPostgreSql, Export-LogRabbitMq, Export-LogReport, Export-LogSftp, Export-LogSqlite, Export-LogText, Get-ElfRecord, Get-LogCheckpoint, Get-LogFormat, Get-LogSource, Get-PgBouncerEvent, Get-RsyncEvent, Get-TstatDirectory, Get-TstatFlow, Import-LogStatsConfig, Import-LogSummary, Measure-ElfLog, Measure-LogSource, Measure-PgBouncer, Measure-RsyncEvent, Measure-TstatFlow, Receive-LogBatch, Receive-LogQueue, Register-LogFormat, Remove-LogArchive, Remove-TstatDirectory, Reset-LogCheckpoint, Resolve-LogFormat, Send-LogBatch, Unregister-LogFormat, Watch-ElfLog, Watch-LogLine, Watch-LogSource, Watch-PgBouncer {
        $name = $_
        $text = "$($scripts[$name])"
        $alone = & $scripts[$name] $log "$TestDrive/alone-$name"
        $found = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:ModulePath
            & ([scriptblock]::Create($using:text)) $using:log "$using:TestDrive/$_-$using:name"
        }
        $found | Should -HaveCount 8
        $found | Sort-Object -Unique | Should -Be $alone
    }

    It 'several pipelines store into one database, and nothing is lost or doubled' {
        $shared = "$TestDrive/shared.db"
        Get-RsyncEvent $log | Export-LogSqlite $shared
        $logs = 1..6 | ForEach-Object { New-Log "shared$_.log" ($PubLines -replace '27615', "$(1000 + $_)") }
        $logs + $logs | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:ModulePath
            Get-RsyncEvent $_ | Export-LogSqlite $using:shared -PassThru -MaxRetry 50 # the disk may be slow, and writers take turns
        } | Should -HaveCount 12
        Get-RsyncEvent ($logs + $log) | Export-LogSqlite $shared -Verbose 4>&1 | Select-Object -Last 1 |
            Should -BeLike '*0 stored so far, 8 were there already.'
    }

    It 'works in a thread job, where a failed one fails alone' {
        if (-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'this PowerShell has no Start-ThreadJob'
            return
        }
        $jobs = @(
            Start-ThreadJob { Import-Module $using:ModulePath; (Measure-RsyncEvent $using:log).Transfers }
            Start-ThreadJob { Import-Module $using:ModulePath; Measure-RsyncEvent "$using:log.none" -ErrorAction Stop }
        )
        $jobs | Wait-Job -Timeout 60 | Should -HaveCount 2
        $jobs[0] | Receive-Job | Should -Be 2
        $jobs[1].State | Should -Be Failed
        $jobs[1].JobStateInfo.Reason.ErrorRecord.FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
        $jobs | Remove-Job
    }
}
