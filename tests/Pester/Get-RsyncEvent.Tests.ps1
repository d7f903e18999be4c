#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Get-RsyncEvent' {
    Context 'Parameters' {
        It 'has one pipeline parameter in each set' {
            (Get-Signature Get-RsyncEvent) -match ' <$' | Should -Be 'InputObject: String[] InputObject! <'
        }

        It 'takes <typed> as a span, though it may be a number to PowerShell' -ForEach @(
            @{ typed = '1d' }, @{ typed = '300s' }, @{ typed = '5m' }, @{ typed = '2h' }, @{ typed = '1w' }, @{ typed = '1d12h' }
        ) {
            $log = New-Log span.log
            $found = & ([scriptblock]::Create("Get-RsyncEvent '$log' -After $typed"))
            $found | Should -BeNullOrEmpty
        }

        It 'takes times of every kind' {
            $log = New-Log times.log
            Get-RsyncEvent $log -TimeZone UTC -After ([DateTimeOffset]'2024-05-02Z') | Should -HaveCount 1
            Get-RsyncEvent $log -TimeZone UTC -After ([datetime]::new(2024, 5, 2, 10, 0, 0, [DateTimeKind]::Utc)) | Should -HaveCount 1
            Get-RsyncEvent $log -TimeZone UTC -After ([datetime]'2024-05-02') | Should -HaveCount 1
            Get-RsyncEvent $log -TimeZone UTC -After 2024-05-02T10:00:01 | Should -HaveCount 0
            Get-RsyncEvent $log -TimeZone UTC -Before 2024-05-02T10:00:01 | Should -HaveCount 2
            Get-RsyncEvent $log -TimeZone UTC -After ([timespan]'1:00') | Should -HaveCount 0
            Get-RsyncEvent $log -TimeZone ([TimeZoneInfo]::Utc) -After yesterday | Should -HaveCount 0
        }

        It 'refuses a number without a unit, a variable that held a span too' {
            $log = New-Log number.log
            $span = 1d
            { Get-RsyncEvent $log -After 300 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
            { Get-RsyncEvent $log -After $span } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        }

        It 'combines kinds as flags or as a list' {
            $log = New-Log kinds.log
            Get-RsyncEvent $log -Kind File, Transfer | Should -HaveCount 4
            Get-RsyncEvent $log -Kind 'File, Transfer' | Should -HaveCount 4
            Get-RsyncEvent $log -Kind ([LogStats.RsyncEventKind]'File, Transfer') | Should -HaveCount 4
        }
    }

    Context 'Input' {
        It 'reads files that Get-ChildItem gives, whatever their names' {
            $null = New-Log '[a] b.odd'
            Get-ChildItem $TestDrive -Filter *.odd | Get-RsyncEvent | Should -HaveCount 2
        }

        It 'resolves paths on drives of the session' {
            $null = New-Log drive.log
            $null = New-PSDrive -Name Logs -PSProvider FileSystem -Root $TestDrive
            Get-RsyncEvent Logs:/drive.log | Should -HaveCount 2
            Push-Location Logs:
            try { Get-RsyncEvent ./dri*.log | Should -HaveCount 2 } finally { Pop-Location }
        }

        It 'reads lines one by one and in arrays alike' {
            $log = New-Log lines.log
            Get-Content $log | Get-RsyncEvent | Should -HaveCount 2
            Get-Content $log -ReadCount 3 | Get-RsyncEvent | Should -HaveCount 2
            Get-RsyncEvent -InputObject (Get-Content $log) | Should -HaveCount 2
        }
    }

    Context 'Output' {
        It 'gives objects of the type it promises, visible by its name' {
            $made = Get-RsyncEvent (New-Log typed.log)
            $made | Should -BeOfType LogStats.RsyncEvent
            (Get-Command Get-RsyncEvent).OutputType.Name | Should -Be LogStats.RsyncEvent
            $made[0].Duration | Should -Be ([timespan]'0:00:06')
        }

        It 'sends arrays of the record type' {
            $sent = Get-RsyncEvent (New-Log arrays.log) -ReadCount 10 | ForEach-Object { , $_ }
            , $sent | Should -BeOfType 'LogStats.RsyncEvent[]'
        }

        It 'gives the first object long before the file ends, and reads no further than asked' {
            $log = New-LongLog first.gz -Megabytes 100
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Get-RsyncEvent $log -Kind File | Select-Object -First 5 | Should -HaveCount 5
            $watch.ElapsedMilliseconds | Should -BeLessThan 2000
        }

        It 'keeps memory flat, however long the log is' {
            $small = New-LongLog small.gz -Megabytes 5
            $large = New-LongLog large.gz -Megabytes 50
            $peaks = foreach ($log in $small, $large) {
                $peak = 0
                $count = 0
                [GC]::Collect()
                Get-RsyncEvent $log -Kind File -ReadCount 5000 | ForEach-Object {
                    if (++$count % 10 -eq 0) { $peak = [Math]::Max($peak, [GC]::GetTotalMemory($true)) }
                }
                $peak
            }
            $peaks[1] - $peaks[0] | Should -BeLessThan 4MB
        }

        It 'says per file what became of its lines' {
            $log = New-Log verbose.log ($PubLines + $BadLine + '')
            $said = Get-RsyncEvent $log -Verbose -InvalidLine Skip 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
            "$($said[0])" | Should -BeLike "*verbose.log': 6 lines in 338 bytes; 4 records, 1 skipped, 1 rejected (no-stamp 1, blank 1)."
        }

        It 'shows how far it is when that takes its time' {
            $log = New-LongLog progress.gz -Megabytes 200
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($Module, $Path) Import-Module $Module; Get-RsyncEvent $Path -Kind File | Out-Null').
                AddArgument($ModulePath).AddArgument($log)
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = $shell.Invoke()
            $shown = @($shell.Streams.Progress | Where-Object Activity -eq 'Reading rsync log')
            $shell.Dispose()
            $shown.Count | Should -BeGreaterThan 1
            $shown.Count | Should -BeLessOrEqual ($watch.Elapsed.TotalSeconds * 5 + 2)
            $shown[0].PercentComplete | Should -BeIn (1..100)
            $shown[-1].RecordType | Should -Be Completed
        }

        It 'survives serialisation' {
            $made = @(Get-RsyncEvent (New-Log wire.log) -Kind All)
            $made | Export-Clixml "$TestDrive/wire.xml"
            $back = @(Import-Clixml "$TestDrive/wire.xml")
            $back | Should -HaveCount $made.Count
            [LogStats.RsyncEventKind] $back[0].Kind | Should -Be File
            foreach ($name in 'Time', 'Duration', 'Module', 'SentBytes', 'HostHash', 'Path', 'Offset') {
                "$($back[0].$name)" | Should -Be "$($made[0].$name)"
            }
            ($made[1] | ConvertTo-Json | ConvertFrom-Json).PSObject.Properties.Name | Should -Not -Contain DisplayWhat
        }
    }

    Context 'Errors' {
        It 'names every error by id and command, says what it happened to and what to do' {
            $found = Get-FirstError { Get-RsyncEvent "$TestDrive" }
            $found.FullyQualifiedErrorId | Should -BeExactly 'FileOpen,LogStats.PowerShell.Commands.GetRsyncEventCommand'
            $found.CategoryInfo.Category | Should -Be OpenError
            $found.TargetObject | Should -Be "$TestDrive"
            $found.Exception | Should -BeOfType LogStats.Faults.LogStatsException
            $found.ErrorDetails.RecommendedAction | Should -BeLike 'Name the files in it*'
        }

        It 'shows the advice where errors are shown' {
            $PSStyle.OutputRendering = 'PlainText'
            Get-FirstError { Get-RsyncEvent "$TestDrive/none.log" } | Out-String | Should -BeLike '*Recommendation: Check the spelling*'
        }

        It 'honours ErrorAction' {
            { Get-RsyncEvent "$TestDrive/none.log" -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound,*'
            Get-RsyncEvent "$TestDrive/none.log", (New-Log ok.log) -ErrorAction Ignore | Should -HaveCount 2
            Get-RsyncEvent "$TestDrive/none.log" -ErrorAction SilentlyContinue -ErrorVariable gone
            $gone.FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
        }

        It 'refuses a file that this account may not read' {
            if ($IsWindows) {
                Set-ItResult -Skipped -Because 'permissions do not bind this account'
                return
            }
            $log = New-Log forbidden.log
            chmod 000 $log
            if ((id -u) -ne 0) {
                (Get-FirstError { Get-RsyncEvent $log }).FullyQualifiedErrorId | Should -BeLike 'FileOpen,*'
                return
            }
            if (-not (Get-Command setpriv -ErrorAction Ignore)) {
                Set-ItResult -Skipped -Because "permissions bind root only with the program 'setpriv'"
                return
            }
            $read = "Import-Module '$ModulePath'; try { Get-RsyncEvent '$log' -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }"
            setpriv --inh-caps=-all --bounding-set=-dac_override,-dac_read_search -- (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $read |
                Should -BeLike 'FileOpen,*'
        }

        It 'is not held up by a named pipe' -Skip:$IsWindows {
            mkfifo "$TestDrive/pipe.log"
            (Get-FirstError { Get-RsyncEvent "$TestDrive/pipe.log" }).Exception.Message | Should -BeLike '*is a pipe or a device*'
        }
    }

    Context 'Stopping' {
        It 'ends at once when it is asked to' {
            $log = New-LongLog stop.gz -Megabytes 200
            $stop = Measure-Stop 'Get-RsyncEvent $Path -Kind File | Out-Null' $log
            $stop.EndedByItself | Should -BeFalse
            $stop.State | Should -Be Stopped
            $stop.Milliseconds | Should -BeLessThan 2000
        }

        It 'gives the file back when a pipeline is cut short' -Skip:$IsWindows {
            $log = New-LongLog held.gz -Megabytes 20
            $null = Get-RsyncEvent $log -Kind File | Select-Object -First 1
            Get-ChildItem /proc/$PID/fd -ErrorAction Ignore | ForEach-Object ResolvedTarget | Should -Not -Contain $log
        }
    }
}
