#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'Import-LogSummary' {
    It 'gives back what was stored, with its type and any percentile' {
        $log = New-Log web.log $WebLines
        $stored = Measure-ElfLog $log -GroupBy Status -WarningAction Ignore
        $stored | Export-LogSqlite "$TestDrive/web.db"
        $read = Import-LogSummary "$TestDrive/web.db"
        $read[0] | Should -BeOfType LogStats.ElfSummary
        ($read | Sort-Object Name).Name | Should -Be ($stored | Sort-Object Name).Name
        ($read | Measure-Object Calls -Sum).Sum | Should -Be 4
        $read.Where({ $_.Name -eq '503' }).Percentile(99.9) | Should -Be $stored.Where({ $_.Name -eq '503' }).Percentile(99.9)
        $read[0].Source | Should -Be $stored[0].Source
        $read.Where({ $_.Name -eq '200' }).Group['Status'] | Should -Be 200
    }

    It 'merges the logs of two machines into one summary for each group' {
        1..2 | ForEach-Object {
            Measure-RsyncEvent (New-Log one.log $PubLines) -GroupBy Module | Export-LogSqlite "$TestDrive/two.db"
            Measure-RsyncEvent (New-Log two.log ($IncomingLines + $PubLines.Replace('27615', '9').Replace('03:', '04:'))) -GroupBy Module | Export-LogSqlite "$TestDrive/two.db"
        }
        Import-LogSummary "$TestDrive/two.db" | Should -HaveCount 3
        $merged = Import-LogSummary -ConnectionString "sqlite:$TestDrive/two.db" -Merge
        $merged | Should -HaveCount 2
        $merged[0] | Should -BeOfType LogStats.RsyncSummary
        $merged.Where({ $_.Module -eq 'pub' }).Transfers | Should -Be 2
        $merged.Where({ $_.Module -eq 'pub' }).SentBytes | Should -Be (2 * 184494)
    }

    It 'takes a stretch of time, a table and a source' {
        $log = New-Log days.log
        Measure-RsyncEvent $log -GroupBy Day -TimeZone UTC | Export-LogSqlite "$TestDrive/days.db" -Table daily
        (Import-LogSummary "$TestDrive/days.db" -After 2024-05-01T12:00 -Before 2024-05-03).Name | Should -Be 2024-05-02
        $source = (Import-LogSummary "$TestDrive/days.db" -Table daily)[0].Source
        Import-LogSummary "$TestDrive/days.db" -Source $source | Should -HaveCount 2
        Import-LogSummary "$TestDrive/days.db" -Source 1 | Should -BeNullOrEmpty
        Get-Item "$TestDrive/days.db" | Import-LogSummary | Should -HaveCount 2
    }

    It 'says what is wrong, and ends' {
        Get-RsyncEvent (New-Log records.log) | Export-LogSqlite "$TestDrive/records.db"
        { Import-LogSummary "$TestDrive/none.db" } | Should -Throw -ErrorId 'PathNotFound,*'
        { Import-LogSummary "$TestDrive/records.db" } | Should -Throw -ErrorId 'TableMissing,*'
        { Import-LogSummary "$TestDrive/records.db" -Table rsync_event } | Should -Throw -ErrorId 'SchemaMismatch,*'
        { Import-LogSummary -ConnectionString "$TestDrive/x.csv" } | Should -Throw -ErrorId 'ConfigInvalid,*'
        Test-Path "$TestDrive/none.db" | Should -BeFalse
    }

    It 'can be stored again, and as XML too' {
        Measure-ElfLog (New-Log again.log $WebLines) -WarningAction Ignore | Export-LogSqlite "$TestDrive/again.db"
        Import-LogSummary "$TestDrive/again.db" -Merge | Export-LogSqlite "$TestDrive/copy.db"
        $copy = Import-LogSummary "$TestDrive/copy.db"
        $copy.Calls | Should -Be 4
        $copy | Export-Clixml "$TestDrive/copy.xml"
        (Import-Clixml "$TestDrive/copy.xml").Calls | Should -Be 4
    }
}
