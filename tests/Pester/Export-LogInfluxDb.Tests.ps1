#Requires -Version 7.6
BeforeDiscovery {
    $noServer = $IsWindows -or -not (Get-Command influxd -ErrorAction Ignore)
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'Export-LogInfluxDb' {
    Context 'Without a server' {
        It 'can be asked what if, and shows no secret' {
            $log = New-Log whatif.log
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($Module, $Log) Import-Module $Module; Get-RsyncEvent $Log | Export-LogInfluxDb http://ann:s3cret@localhost:1 logs -Verbose -WhatIf').
                AddArgument($ModulePath).AddArgument($log)
            $null = $shell.Invoke()
            "$($shell.Streams.Verbose) $($shell.Streams.Error)" | Should -Not -Match s3cret
            $shell.Dispose()
        }

        It 'says that nobody listens, and how to go on' {
            $found = Get-FirstError { Get-RsyncEvent (New-Log away.log) | Export-LogInfluxDb http://localhost:1 logs -MaxRetry 0 }
            $found.FullyQualifiedErrorId | Should -BeLike 'SinkConnect,*'
            "$found" | Should -Match 'nobody listens'
        }

        It 'takes a database or a bucket, not both' {
            { 1 | Export-LogInfluxDb http://localhost:1 -Database a -Bucket b } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        }

        It 'offers columns as tags' {
            $line = 'Export-LogInfluxDb http://localhost:1 logs -Tag Mod'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain Module
        }
    }

    Context 'With InfluxDB 1.x' -Skip:$noServer {
        BeforeAll {
            function Get-FreePort {
                $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
                $listener.Start()
                $listener.LocalEndpoint.Port
                $listener.Stop()
            }

            function Invoke-Query([string] $Query) {
                (Invoke-RestMethod "$server/query" -Method Post -Body @{ db = 'logs'; q = $Query }).results[0].series
            }

            $root = (New-Item -ItemType Directory "$TestDrive/influx").FullName
            $server = "http://127.0.0.1:$(Get-FreePort)"
            Set-Content "$root/influxdb.conf" @"
reporting-disabled = true
bind-address = "127.0.0.1:$(Get-FreePort)"
[meta]
  dir = "$root/meta"
[data]
  dir = "$root/data"
  wal-dir = "$root/wal"
[http]
  bind-address = "$($server.Substring('http://'.Length))"
  log-enabled = false
[monitor]
  store-enabled = false
"@
            $influxd = Start-Process influxd 'run', '-config', "$root/influxdb.conf" -PassThru -RedirectStandardOutput "$root/out" -RedirectStandardError "$root/err"
            # Nobody listens for a moment, which Invoke-RestMethod does not try again by itself.
            $latest = [datetime]::UtcNow.AddSeconds(60)
            while ($true) {
                try { $null = Invoke-RestMethod "$server/ping"; break }
                catch { if ($influxd.HasExited -or [datetime]::UtcNow -gt $latest) { throw } }
            }
            $null = Invoke-Query 'CREATE DATABASE logs'
        }

        AfterAll {
            if ($influxd) { $influxd.Kill(); $influxd.WaitForExit() }
        }

        It 'stores every record once, however often it is exported' {
            $log = New-Log once.log
            $made = @(Get-RsyncEvent $log -Kind All)
            1..2 | ForEach-Object { Get-RsyncEvent $log -Kind All | Export-LogInfluxDb $server logs -BatchSize 3 }
            (Invoke-Query 'SELECT count("Offset") FROM rsync_event').values[0][1] | Should -Be $made.Count
        }

        It 'passes on what is stored' {
            Get-RsyncEvent (New-Log pass.log) | Export-LogInfluxDb -Uri $server -Database logs -Measurement passed -PassThru | Should -BeOfType LogStats.RsyncEvent
        }

        It 'keeps refused rows with the reason and stores the others' {
            $null = Invoke-Query 'CREATE RETENTION POLICY day ON logs DURATION 1d REPLICATION 1'
            $reject = "$TestDrive/refused.jsonl"
            $null = Get-RsyncEvent (New-Log old.log) | Export-LogInfluxDb $server logs -RetentionPolicy day -RejectPath $reject -ErrorVariable found -ErrorAction SilentlyContinue
            $found[0].FullyQualifiedErrorId | Should -BeLike 'SinkRejected,*'
            (Get-Content $reject | ConvertFrom-Json).RefusedBecause | Should -Be (@('points beyond retention policy') * 2)
        }

        It 'names a database that is not there' {
            $found = Get-FirstError { Get-RsyncEvent (New-Log none.log) | Export-LogInfluxDb $server nowhere }
            $found.FullyQualifiedErrorId | Should -BeLike 'SinkConnect,*'
            $found.ErrorDetails.RecommendedAction | Should -Match 'CREATE DATABASE'
        }

        It 'takes the server from the environment' {
            $env:INFLUXDB_HOST, $env:INFLUXDB_PORT = $server.Substring('http://'.Length) -split ':'
            $env:INFLUXDB_SSL, $env:INFLUXDB_DB = 'no', 'logs'
            try { Get-RsyncEvent (New-Log env.log) | Export-LogInfluxDb -Measurement fromenv }
            finally { Remove-Item Env:INFLUXDB_* }
            (Invoke-Query 'SELECT count("Offset") FROM fromenv').values[0][1] | Should -Be 2
        }
    }
}
