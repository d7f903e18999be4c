#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $env:XDG_STATE_HOME = "$TestDrive/state"
    $once = @{ Timeout = '0s' }
}

AfterAll { Remove-Item Env:XDG_STATE_HOME }

Describe 'Watch-LogLine' {
    Context 'Parameters' {
        It 'takes one rule of several texts, all of which a line has to hold' {
            $log = New-Log rule.log 'GET /health.php nginx/1 health check', 'GET /health.php', 'nginx/'
            (Watch-LogLine $log @once -NotMatch '/health.php', 'nginx/', 'health check').Text | Should -Be 'GET /health.php', 'nginx/'
        }

        It 'takes several rules as several lists' {
            $log = New-Log rules.log 'a b', 'b', 'c', 'd'
            (Watch-LogLine $log @once -NotMatch ('a', 'b'), 'c').Text | Should -Be 'b', 'd'
            (Watch-LogLine $log @once -NotMatch @('b'), @('c')).Text | Should -Be 'd'
            (Watch-LogLine $log @once -NotMatch d).Text | Should -Be 'a b', 'b', 'c'
        }

        It 'refuses an empty text' {
            { Watch-LogLine (New-Log empty.log 'a') @once -NotMatch 'a', '' } | Should -Throw '*empty text*'
        }

        It 'leaves files out by wildcard' {
            $folder = New-Item -ItemType Directory "$TestDrive/exclude"
            'a', 'b', 'c' | ForEach-Object { Set-Content "$folder/$_.log" $_ }
            (Watch-LogLine "$folder/*.log" @once -Exclude 'b*').Text | Should -Be 'a', 'c'
            Push-Location $folder
            try { (Watch-LogLine *.log @once -Exclude './c.*').Text | Should -Be 'a', 'b' }
            finally { Pop-Location }
        }

        It 'ends after so many lines, and goes on behind them' -Skip:$IsWindows {
            $log = New-Log count.log 'a', 'b', 'c'
            (Watch-LogLine $log -Count 2 -Checkpoint count).Text | Should -Be 'a', 'b'
            (Watch-LogLine $log @once -Checkpoint count).Text | Should -Be 'c'
        }
    }

    Context 'Input' {
        It 'takes files by the pipeline' {
            $folder = New-Item -ItemType Directory "$TestDrive/pipe"
            'a', 'b' | ForEach-Object { Set-Content "$folder/$_.log" $_ }
            (Get-ChildItem $folder | Watch-LogLine @once).Text | Should -Be 'a', 'b'
        }

        It 'reads on through a rotation while nobody looks' -Skip:$IsWindows {
            $log = New-Log rotated.log 'a'
            (Watch-LogLine $log @once -Checkpoint rotated).Text | Should -Be 'a'
            Add-Content $log 'b'
            Move-Item $log "$log.1"
            Set-Content $log 'c'
            $lines = Watch-LogLine $log @once -Checkpoint rotated
            $lines.Text | Should -Be 'b', 'c'
            $lines.Path | Should -Be $log, $log
        }
    }

    Context 'Output' {
        It 'gives lines as they are' {
            $path = "$TestDrive/bytes.log"
            [IO.File]::WriteAllBytes($path, [byte[]] (0xff, 0x61, 0x1b, 0x0d, 0x0a, 0x0d, 0x62, 0x0a))
            $lines = Watch-LogLine $path @once
            $lines | Should -BeOfType LogStats.LogLine
            $lines[0].GetBytes() | Should -Be 0xff, 0x61, 0x1b, 0x0d, 0x0a
            $lines[0].Text | Should -BeExactly "`u{fffd}a`e"
            $lines[1].Text | Should -BeExactly "`rb"
            $lines.Offset | Should -Be 0, 5
            $lines[0].NextOffset | Should -Be $lines[1].Offset
            ($lines | Out-String) | Should -Not -Match "`e"
        }

        It 'says what became of all lines' {
            $said = Watch-LogLine (New-Log said.log 'a', 'b', 'no') @once -NotMatch no -Verbose 4>&1
            "$($said[-1])" | Should -BeExactly '3 lines read: 2 given, 1 skipped, 0 too long.'
        }

        It 'gives a line before the next is written' {
            $log = New-Log stream.log 'first'
            $seen = Watch-LogLine $log -Count 3 | ForEach-Object {
                if ($_.Text -eq 'first') { Add-Content $log 'second' } elseif ($_.Text -eq 'second') { Add-Content $log 'third' }
                $_.Text
            }
            $seen | Should -Be 'first', 'second', 'third'
        }

        It 'stores lines once, however often they come' {
            $log = New-Log once.log 'a', 'b'
            $told = 1, 2 | ForEach-Object { Watch-LogLine $log @once -From Beginning | Export-LogSqlite "$TestDrive/once.db" -Verbose 4>&1 }
            "$($told[-1])" | Should -BeLike '*0 stored so far, 2 were there already.'
        }
    }

    Context 'What is saved' {
        It 'is not what a script did not take' -Skip:$IsWindows {
            $log = New-Log taken.log 'a', 'b', 'c'
            { Watch-LogLine $log @once -Checkpoint taken | ForEach-Object { if ($_.Text -eq 'b') { throw 'gone' } } } | Should -Throw
            (Watch-LogLine $log @once -Checkpoint taken).Text | Should -Be 'b', 'c'
        }

        It 'is not what a sink still holds when it ends badly' -Skip:$IsWindows {
            $log = New-Log held.log 'a', 'b', 'c'
            {
                Watch-LogLine $log @once -Checkpoint held | ForEach-Object { if ($_.Text -eq 'c') { throw 'gone' }; $_ } |
                    Export-LogSqlite "$TestDrive/held.db" -BatchSize 100
            } | Should -Throw
            (Watch-LogLine $log @once -Checkpoint held).Text | Should -Be 'a', 'b', 'c'
        }

        It 'is what the last batch of a sink has stored' -Skip:$IsWindows {
            $log = New-Log stored.log 'a', 'b', 'c'
            Watch-LogLine $log @once -Checkpoint stored | Export-LogSqlite "$TestDrive/stored.db" -PassThru | Export-LogText "$TestDrive/stored.jsonl"
            (Get-LogCheckpoint stored).Behind | Should -Be 0
            Watch-LogLine $log @once -Checkpoint stored | Should -BeNullOrEmpty
        }

        It 'is nothing that was lost with a process that is killed, in ten kills' -Skip:$IsWindows {
            $log = New-Log killed.log
            Clear-Content $log
            $command = "Import-Module '$ModulePath'; Watch-LogLine '$log*' -Checkpoint killed | Export-LogSqlite '$TestDrive/killed.db' -BatchSize 7 -BatchInterval 50ms -PassThru | ForEach-Object { [Console]::Out.WriteLine(`$_.Text) }"
            $random = [Random]::new(20240530)
            $written = 0
            foreach ($kill in 1..10) {
                $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
                '-NoProfile', '-NonInteractive', '-Command', $command | ForEach-Object { $start.ArgumentList.Add($_) }
                $start.RedirectStandardOutput = $true
                $process = [Diagnostics.Process]::Start($start)
                $next = $written + 20 + $random.Next(60)
                while ($written -lt $next) { [IO.File]::AppendAllText($log, "line $written`n"); $written++ }

                # Some have been stored when it is killed, and some not: it is in the middle of a batch.
                foreach ($line in 1..(1 + $random.Next(8))) { $null = $process.StandardOutput.ReadLine() }
                $process.Kill()
                $process.WaitForExit()
                $process.Dispose()
                if ($kill % 3 -eq 0) { Move-Item $log "$log.$kill"; $null = New-Item $log }
            }

            Watch-LogLine "$log*" @once -Checkpoint killed | Export-LogSqlite "$TestDrive/killed.db"
            (Get-LogCheckpoint killed | Measure-Object Behind -Sum).Sum | Should -Be 0
            $stored = & { Watch-LogLine "$log*" @once -From Beginning | Export-LogSqlite "$TestDrive/killed.db" -Verbose 4>&1 }
            "$($stored[-1])" | Should -BeLike "*0 stored so far, $written were there already."
        }
    }

    Context 'Errors' {
        It 'refuses a folder' {
            { Watch-LogLine $TestDrive @once } | Should -Throw -ErrorId 'FileOpen,LogStats.PowerShell.Commands.WatchLogLineCommand'
        }

        It 'refuses an interval of nothing' {
            { Watch-LogLine (New-Log none.log 'a') @once -Interval 0s } | Should -Throw -ErrorId 'ConfigInvalid,LogStats.PowerShell.Commands.WatchLogLineCommand'
        }

        It 'refuses a checkpoint that is in use' -Skip:$IsWindows {
            $log = New-Log used.log 'a'
            { Watch-LogLine $log @once -Checkpoint used | ForEach-Object { Watch-LogLine $log @once -Checkpoint used } } |
                Should -Throw -ErrorId 'CheckpointInUse,LogStats.PowerShell.Commands.WatchLogLineCommand'
        }
    }

    Context 'Stopping' {
        It 'ends at once when it is asked to, in the middle of a wait' {
            $stop = Measure-Stop 'Watch-LogLine $Path' (New-Log stop.log 'a') -AfterMilliseconds 1500
            $stop.EndedByItself | Should -BeFalse
            $stop.State | Should -Be Stopped
        }

        It 'ends with Select-Object' {
            (Watch-LogLine (New-Log first.log 'a', 'b') | Select-Object -First 1).Text | Should -Be 'a'
        }
    }
}
