#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Measure-ElfLog' {
    It 'has at most one pipeline parameter in each set' {
        (Get-Signature Measure-ElfLog) -match ' <$' | Sort-Object | Should -Be @(
            'InputObject: ElfRecord[] InputObject! <', 'Line: String[] Line! <')
    }

    It 'says the same of a file, of its lines and of its records' {
        $log = New-Log same.log $WebLines
        # Only lines of files have a name, so only of these is it known what was measured.
        $geo = @{ GeoDatabase = "$PSScriptRoot/../../examples/web/clients.mmdb" }
        foreach ($group in [enum]::GetNames([LogStats.ElfGroup])) {
            $file = Measure-ElfLog $log @geo -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5
            Get-Content $log | Measure-ElfLog @geo -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5 | Should -BeExactly $file -Because $group
            Get-ElfRecord $log @geo | Measure-ElfLog -GroupBy $group | Select-Object * -ExcludeProperty Source | ConvertTo-Json -Depth 5 | Should -BeExactly $file -Because $group
        }
    }

    It 'says the same on one thread and on several' {
        $log = New-Log threads.log ($WebLines * 30000)
        (Get-Item $log).Length | Should -BeGreaterThan 8MB
        $one, $more = foreach ($threads in 1, 4) { Measure-ElfLog $log -GroupBy Request -Threads $threads | ConvertTo-Json -Depth 5 }
        $more | Should -BeExactly $one
    }

    It 'gives any percentile, to within one part in a hundred' {
        $lines = 1..1000 | ForEach-Object { $WebLines[0] -replace '0\.035$', ($_ / 1000).ToString('0.000', [cultureinfo]::InvariantCulture) }
        $total = Measure-ElfLog (New-Log percentiles.log $lines) -Percentile 25, 99.9
        $total.Percentiles.Keys | Should -Be P25, P99.9
        foreach ($percent in 1, 25, 50, 90, 99, 99.9) {
            [math]::Abs($total.Percentile($percent).TotalMilliseconds / (1 + 9.99 * $percent) - 1) | Should -BeLessThan 0.01 -Because $percent
        }
    }

    It 'takes tables for aggregates and values, one or several' {
        $log = New-Log tables.log $WebLines
        $rule = '^/(?<group>\w+)/?(?<method>\w*)'
        (Measure-ElfLog $log -GroupBy Request -Rule $rule -Aggregate @{ Group = 'g'; Method = 'm'; Pattern = '^/api' }).Name |
            Should -Be g/m, img/a, nope/
        $values = (Measure-ElfLog $log -SeeQuery -Pattern ([ordered] @{ x = 'x=(?<pattern>\d+)'; user = 'users/(?<pattern>\d+)', 'orders(?<pattern>)' })).Patterns
        $values.Name | Should -Be x, user
        { Measure-ElfLog $log -Aggregate @{ Group = 'g' } } | Should -Throw '*Group, Method or Pattern*'
        { Measure-ElfLog $log -Pattern @{ x = $null } } | Should -Throw "*'x'*"
    }

    It 'becomes JSON, statuses and all' {
        $total = Measure-ElfLog (New-Log json.log $WebLines)
        $total.Statuses[404] | Should -Be 1
        $json = $total | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        ($json.Statuses | Where-Object Key -eq 503).Value | Should -Be 1
        $json.Requests.Count | Should -Be 4
    }

    It 'names every error by id and command' {
        $found = Get-FirstError { Measure-ElfLog "$TestDrive/none.log" }
        $found.FullyQualifiedErrorId | Should -BeExactly 'PathNotFound,LogStats.PowerShell.Commands.MeasureElfLogCommand'
        (Get-FirstError { $BadLine | Measure-ElfLog }).FullyQualifiedErrorId | Should -BeLike 'FormatUnknown,*'
        (Get-FirstError { Measure-ElfLog (New-Log rule.log $WebLines) -Rule '(' }).FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
    }
}
