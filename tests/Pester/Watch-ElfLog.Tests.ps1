#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $env:XDG_STATE_HOME = "$TestDrive/state"
    $old = @{ From = 'Beginning'; Timeout = '0s'; TimeZone = 'UTC' }
}

AfterAll { Remove-Item Env:XDG_STATE_HOME }

Describe 'Watch-ElfLog' {
    It 'gives the rounds of an old log at once' {
        $rounds = Watch-ElfLog (New-Log old.log $WebLines) @old -Interval 30m
        $rounds | Should -BeOfType LogStats.ElfSummary
        $rounds.Calls | Should -Be 3, 0, 1
        $rounds[0].Round.Ended - $rounds[0].Round.Started | Should -Be ([timespan] '0:30')
    }

    It 'says in sum what Measure-ElfLog says' {
        $log = "$PSScriptRoot/../../examples/web/access.log"
        (Watch-ElfLog $log @old -Interval 7m | Measure-Object Calls -Sum).Sum | Should -Be (Measure-ElfLog $log).Calls
    }

    It 'goes on where the last watch of this name ended' -Skip:$IsWindows {
        $log = New-Log checkpoint.log $WebLines
        (Watch-ElfLog $log -Checkpoint a -Interval 1h -TimeZone UTC -Count 1).Calls | Should -Be 3
        (Watch-ElfLog $log -Checkpoint a -Interval 1h -TimeZone UTC -Timeout 0s).Calls | Should -Be 1
        Watch-ElfLog $log -Checkpoint a -Interval 1h -TimeZone UTC -Timeout 0s | Should -BeNullOrEmpty
        (Watch-ElfLog $log -Checkpoint b -Interval 1h -TimeZone UTC -Timeout 0s).Calls | Should -Be 3, 1
        Test-Path "$TestDrive/state/logstats/checkpoints.db" | Should -BeTrue
    }

    It 'repeats the round that nobody has taken' -Skip:$IsWindows {
        $log = New-Log killed.log $WebLines
        { Watch-ElfLog $log -Checkpoint k -Interval 1h -TimeZone UTC -Timeout 0s | ForEach-Object { throw 'the sink is gone' } } | Should -Throw
        (Watch-ElfLog $log -Checkpoint k -Interval 1h -TimeZone UTC -Timeout 0s).Calls | Should -Be 3, 1
    }

    It 'keeps nothing without a name' {
        $null = Watch-ElfLog (New-Log nothing.log $WebLines) @old
        @(Get-ChildItem "$TestDrive/state" -Recurse -File -ErrorAction Ignore | Where-Object LastWriteTime -gt (Get-Date).AddMinutes(1)) | Should -HaveCount 0
    }

    It 'refuses a name that another watch works under' -Skip:$IsWindows {
        $log = New-Log held.log $WebLines
        Watch-ElfLog $log -Checkpoint h -Interval 1h -TimeZone UTC -Count 1 | ForEach-Object {
            $found = Get-FirstError { Watch-ElfLog $log -Checkpoint h -Timeout 0s }
            $found.FullyQualifiedErrorId | Should -BeExactly 'CheckpointInUse,LogStats.PowerShell.Commands.WatchElfLogCommand'
        }
    }

    It 'stores rounds' {
        Watch-ElfLog (New-Log rounds.log $WebLines) @old -Interval 1h | Export-LogText "$TestDrive/rounds.csv"
        (Import-Csv "$TestDrive/rounds.csv").Calls | Should -Be 3, 1
    }

    It 'ends at once when it is asked to, in the middle of a wait' {
        $stop = Measure-Stop 'Watch-ElfLog $Path -From End' (New-Log stop.log $WebLines) -AfterMilliseconds 1500
        $stop.EndedByItself | Should -BeFalse
        $stop.State | Should -Be Stopped
        $stop.Milliseconds | Should -BeLessThan 1000
    }

    It 'ends after -Timeout, and with Select-Object -First' {
        Watch-ElfLog (New-Log timeout.log $WebLines) -From End -Interval 1h -Timeout 1s | Should -BeNullOrEmpty
        (Watch-ElfLog (New-Log first.log $WebLines) -From Beginning -Interval 1h | Select-Object -First 1).Calls | Should -Be 3
    }
}
