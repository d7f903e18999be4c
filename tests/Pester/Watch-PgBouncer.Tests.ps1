#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $env:XDG_STATE_HOME = "$TestDrive/state"
    $replay = @{ From = 'Beginning'; Timeout = '0s'; TimeZone = 'UTC' }
    function Get-LoginLine([datetimeoffset] $Time, [string] $User = 'app', [string] $Database = 'shop') {
        '{0:yyyy-MM-dd HH:mm:ss.fff} UTC [77] LOG C-0x55a3fa9327a0: {1}/{2}@10.0.0.1:51234 login attempt: db={1} user={2} tls=no' -f
            $Time.UtcDateTime, $Database, $User
    }
    $day = [datetimeoffset] '2026-11-20T09:00:00Z'
    $lines = (Get-LoginLine $day), (Get-LoginLine $day.AddMinutes(20)), (Get-LoginLine $day.AddMinutes(21) poc)
}

AfterAll { Remove-Item Env:XDG_STATE_HOME }

Describe 'Watch-PgBouncer' {
    It 'replays a log' {
        $rows = Watch-PgBouncer (New-Log replay.log $lines) @{ app = 5; 'poc@shop' = '10m'; ghost = [timespan] '0:15' } @replay
        $rows | Should -BeOfType LogStats.LogAlert
        $rows.ForEach{ "$($_.Kind) $($_.Subject) $($_.Time.ToString('HH:mm'))" } |
            Should -Be 'Missing app 09:05', 'Missing poc@shop 09:10', 'Missing ghost 09:15', 'Recovered app 09:20', 'Recovered poc@shop 09:21'
        $rows[0].LastSeen | Should -Be $day
        $rows[1].LastSeen | Should -BeNullOrEmpty
    }

    It 'takes a number as minutes, and refuses one that lost its unit' {
        (Watch-PgBouncer (New-Log number.log $lines) @{ app = 0.5 } @replay)[0].Threshold | Should -Be ([timespan] '0:00:30')
        { Watch-PgBouncer (New-Log lost.log $lines) @{ app = 1d } @replay } | Should -Throw '*in quotes*'
        { Watch-PgBouncer (New-Log lost.log $lines) @{ app = 'soon' } @replay } | Should -Throw "*threshold of 'app'*"
    }

    It 'keeps to the service' {
        $watch = @{ Threshold = @{ app = 5 }; OpenAt = '9:10'; CloseAt = '10:00' }
        (Watch-PgBouncer (New-Log service.log $lines) @watch @replay)[0].Time | Should -Be $day.AddMinutes(15)
        Watch-PgBouncer (New-Log weekend.log $lines) @watch @replay -Weekday Saturday, Sunday | Should -BeNullOrEmpty
    }

    It 'reports each day at its time' {
        $log = New-Log days.log (0..3 | ForEach-Object { Get-LoginLine $day.AddHours(12 * $_) })
        $rows = Watch-PgBouncer $log -ReportAt 19:00 @replay
        $rows | Should -BeOfType LogStats.PgBouncerSummary
        $rows.Logins | Should -Be 1, 2
        $rows[1].Report.Started | Should -Be $rows[0].Report.Ended
    }

    It 'speaks as the original does' {
        $rows = Watch-PgBouncer (New-Log words.log $lines) @{ app = 5 } @replay -As Original -ReportNow
        "$($rows[0])" | Should -BeExactly 'User app no new connection since more than 5 minutes '
        $rows[-1].Text | Should -Match '(?m)^Account : app$'
        $french = Watch-PgBouncer (New-Log french.log $lines) @{ app = 5 } @replay -As Original -Language Fr | Select-Object -First 1
        $french.Subject | Should -BeExactly '[LogAnalyzer] ALERTE concernant le compte app sans nouvelle connexion depuis plus de 5 minutes'
        ($rows | Out-String) | Should -Match 'Number of logins from 10\.0\.0\.1 : 2'
    }

    It 'knows after a restart what it knew, and tells it once' -Skip:$IsWindows {
        $now = [datetimeoffset]::UtcNow
        $log = New-Log restart.log (Get-LoginLine $now.AddMinutes(-10))
        $watch = @{ Threshold = @{ app = 5 }; TimeZone = 'UTC'; Checkpoint = 'r'; Timeout = '0s' }
        (Watch-PgBouncer $log @watch).Kind | Should -Be Missing
        Watch-PgBouncer $log @watch | Should -BeNullOrEmpty
        Add-Content $log (Get-LoginLine $now)
        (Watch-PgBouncer $log @watch).Kind | Should -Be Recovered
    }

    It 'repeats what nobody has taken, under the same name' -Skip:$IsWindows {
        $log = New-Log again.log (Get-LoginLine ([datetimeoffset]::UtcNow.AddMinutes(-10)))
        $watch = @{ Threshold = @{ app = 5 }; TimeZone = 'UTC'; Checkpoint = 'a'; Timeout = '0s' }
        $script:first = $null
        { Watch-PgBouncer $log @watch | ForEach-Object { $script:first = $_.Id; throw 'the sink is gone' } } | Should -Throw
        (Watch-PgBouncer $log @watch).Id | Should -BeExactly $script:first
    }

    It 'stores alerts once' {
        foreach ($run in 1, 2) {
            Watch-PgBouncer (New-Log once.log $lines) @{ app = 5 } @replay | Export-LogText "$TestDrive/alerts$run.csv"
        }
        (Import-Csv "$TestDrive/alerts2.csv").Kind | Should -Be Missing, Recovered
    }

    It 'ends at once when it is asked to, in the middle of a wait' {
        $stop = Measure-Stop 'Watch-PgBouncer $Path @{ app = 5 }' (New-Log stop.log $lines) -AfterMilliseconds 1500
        $stop.EndedByItself | Should -BeFalse
        $stop.State | Should -Be Stopped
        $stop.Milliseconds | Should -BeLessThan 1000
    }

    It 'takes the settings of the original' {
        Set-Content "$TestDrive/LogAnalyzer.json" '{ "configuration": { "windowOpenServiceDateTime": "08:00:00", "windowCloseServiceDateTime": "19:00:00",
            "timeToSendEmailInformation": "09:20:30" }, "file": { "usersToWatchAndThresholdInMinutes": "app:5,poc:15" } }'
        $watch = (Import-LogStatsConfig "$TestDrive/LogAnalyzer.json").Parameters
        $rows = Watch-PgBouncer (New-Log config.log $lines) @watch @replay
        $rows.ForEach{ $_.GetType().Name } | Should -Be LogAlert, LogAlert, LogAlert, PgBouncerSummary, LogAlert
    }
}
