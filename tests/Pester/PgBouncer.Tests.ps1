#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $PoolerLog = [IO.Path]::GetFullPath("$PSScriptRoot/../../examples/pgbouncer/pgbouncer.log")
    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
}

Describe 'Get-PgBouncerEvent' {
    It 'has one pipeline parameter in each set' {
        (Get-Signature Get-PgBouncerEvent) -match ' <$' | Should -Be 'InputObject: String[] InputObject! <'
    }

    It 'gives objects of the type it promises, visible by its name' {
        $made = Get-PgBouncerEvent $PoolerLog
        $made | Should -HaveCount 219
        $made | Should -BeOfType LogStats.PgBouncerEvent
        (Get-Command Get-PgBouncerEvent).OutputType.Name | Should -Be LogStats.PgBouncerEvent
    }

    It 'takes types as words, alone or several' {
        (Get-PgBouncerEvent $PoolerLog -Type Stats).Count | Should -Be 10
        (Get-PgBouncerEvent $PoolerLog -Type Stats, Admin).Count | Should -Be 14
        { Get-PgBouncerEvent $PoolerLog -Type Nope } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }

    It 'chooses by database, user and address' {
        (Get-PgBouncerEvent $PoolerLog -Type Login -Database shop_* -UserName APP).Count | Should -Be 4
        (Get-PgBouncerEvent $PoolerLog -ClientAddress 2001:*).ClientAddress | Sort-Object -Unique | Should -Be 2001:218::1
        Get-PgBouncerEvent $PoolerLog -ClientAddress 1.2.3.4 | Should -BeNullOrEmpty
    }

    It 'reads lines of the pipeline, those too that go on with the one before' {
        $file = Get-PgBouncerEvent $PoolerLog | Select-Object Type, UserName, ClientAddress, Offset | ConvertTo-Json
        Get-Content $PoolerLog | Get-PgBouncerEvent | Select-Object Type, UserName, ClientAddress, Offset | ConvertTo-Json | Should -BeExactly $file
        Get-Content $PoolerLog -ReadCount 7 | Get-PgBouncerEvent | Select-Object Type, UserName, ClientAddress, Offset | ConvertTo-Json | Should -BeExactly $file
    }

    It 'is found by Resolve-LogFormat' {
        (Resolve-LogFormat $PoolerLog)[0].Name | Should -Be pgbouncer
        (Resolve-LogFormat $PoolerLog)[0].Missed | Should -Be 0
    }

    It 'shows no control character of a name' {
        $shown = Get-PgBouncerEvent $PoolerLog -UserName "x`ny" | Out-String -Width 200
        $shown | Should -Match 'x\\x0ay'
        $shown | Should -Match '81\.2\.69\.142'
    }

    It 'names every error by id and command' {
        $found = Get-FirstError { Get-PgBouncerEvent "$TestDrive/none.log" }
        $found.FullyQualifiedErrorId | Should -BeExactly 'PathNotFound,LogStats.PowerShell.Commands.GetPgBouncerEventCommand'
    }

    It 'is stored once, however often it is given' {
        foreach ($time in 1, 2) { Get-PgBouncerEvent $PoolerLog | Export-LogSqlite "$TestDrive/pooler.db" }
        $again = Get-PgBouncerEvent $PoolerLog | Export-LogSqlite "$TestDrive/pooler.db" -Verbose 4>&1
        "$again" | Should -Match '219'
    }
}

Describe 'Measure-PgBouncer' {
    It 'has at most one pipeline parameter in each set' {
        (Get-Signature Measure-PgBouncer) -match ' <$' | Sort-Object | Should -Be @(
            'InputObject: PgBouncerEvent[] InputObject! <', 'Line: String[] Line! <')
    }

    It 'gives one summary of all, with the account of lines' {
        $total = Measure-PgBouncer $PoolerLog
        $total | Should -BeOfType LogStats.PgBouncerSummary
        $total.Logins, $total.StatsLines, $total.AdminCommands | Should -Be 59, 10, 4
        $total.Lines.Read | Should -Be 240
        $total.Lines.Read | Should -Be ($total.Lines.Records + $total.Lines.Skipped + $total.Lines.Rejected)
    }

    It 'says the same of a file, of its lines and of its records' {
        foreach ($group in [Enum]::GetNames([LogStats.PgBouncerGroup])) {
            $file = Measure-PgBouncer $PoolerLog -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5
            Get-Content $PoolerLog | Measure-PgBouncer -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5 | Should -BeExactly $file -Because $group
            Get-PgBouncerEvent $PoolerLog | Measure-PgBouncer -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5 | Should -BeExactly $file -Because $group
        }
    }

    It 'takes the period of statistics as a span' {
        $minute = (Measure-PgBouncer $PoolerLog).Queries
        (Measure-PgBouncer $PoolerLog -StatsPeriod 2s).Queries | Should -Be ($minute / 30)
        (Get-FirstError { Measure-PgBouncer $PoolerLog -StatsPeriod 0s }).FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
    }

    It 'shows a list of all and a table of groups' {
        Measure-PgBouncer $PoolerLog | Out-String | Should -Match 'Query time'
        Measure-PgBouncer $PoolerLog -GroupBy Hour | Out-String -Width 150 | Should -Match 'Name\s+Events\s+Logins\s+Failed'
    }
}

Describe 'Completion for pgbouncer' {
    It 'offers what stands in the files that the line names' {
        (Complete "Get-PgBouncerEvent '$PoolerLog' -UserName ap").CompletionText | Should -Be app
        (Complete "Measure-PgBouncer '$PoolerLog' -Database shop_").CompletionText | Should -Be shop_ro
        (Complete "Get-PgBouncerEvent '$PoolerLog' -ClientAddress 2001").CompletionText | Should -Be 2001:218::1
    }

    It 'offers types, groups and formats' {
        (Complete 'Get-PgBouncerEvent x.log -Type Pool').CompletionText | Should -Be PoolerError
        (Complete 'Measure-PgBouncer x.log -GroupBy Rea').CompletionText | Should -Be Reason
        (Complete 'Get-PgBouncerEvent x.log -Format pgbouncer-j').CompletionText | Should -Be pgbouncer-journal
    }
}
