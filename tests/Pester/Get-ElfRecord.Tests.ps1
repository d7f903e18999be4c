#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Get-ElfRecord' {
    It 'has at most one pipeline parameter in each set' {
        (Get-Signature Get-ElfRecord) -match ' <$' | Should -Be 'InputObject: String[] InputObject! <'
    }

    It 'takes files, lines and arrays of lines' {
        $log = New-Log input.log $WebLines
        (Get-Item $log | Get-ElfRecord).Count | Should -Be 4
        (Get-Content $log | Get-ElfRecord).Count | Should -Be 4
        (Get-Content $log -ReadCount 3 | Get-ElfRecord -ReadCount 2)[0].Count | Should -Be 2
    }

    It 'gives typed records that can be compared and stored' {
        $records = Get-ElfRecord (New-Log typed.log $WebLines)
        $records | Should -BeOfType LogStats.ElfRecord
        (Get-Command Get-ElfRecord).OutputType.Name | Should -Be LogStats.ElfRecord
        ($records | Sort-Object -Descending)[0].Status | Should -Be 404
        $records | Export-LogSqlite "$TestDrive/x.db"
        $records | Export-LogSqlite "$TestDrive/x.db" -Verbose 4>&1 | Select-Object -Last 1 | Should -BeLike '*4 were there already*'
    }

    It 'gives the first before it has read the last' {
        $log = New-Log long.log ($WebLines * 50000)
        $watch = [Diagnostics.Stopwatch]::StartNew()
        (Get-ElfRecord $log | Select-Object -First 1).Status | Should -Be 200
        $watch.ElapsedMilliseconds | Should -BeLessThan 2000
    }

    It 'warns where a format could be another' {
        $log = New-Log ambiguous.log ($WebLines -replace ' \d\.(\d+)$', ' $1')
        $null = Get-ElfRecord $log -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike '*-Format combined-ms*'
        $null = Get-ElfRecord $log -Format combined-ms -WarningVariable said
        $said | Should -BeNullOrEmpty
    }

    It 'ends at once when it is asked to' {
        $log = New-Log stop.log ($WebLines * 100000)
        $stop = Measure-Stop 'Get-ElfRecord $Path, $Path, $Path, $Path' $log
        $stop.State | Should -Be Stopped
        $stop.Milliseconds | Should -BeLessThan 2000
    }
}
