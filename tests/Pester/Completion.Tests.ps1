#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function Complete([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }
}

Describe 'Completion' {
    It 'offers formats with their descriptions' {
        $offered = Complete 'Get-RsyncEvent x.log -Format rsyncd-j'
        $offered.CompletionText | Should -Be rsyncd-journal
        $offered.ToolTip | Should -BeLike '*journal*'
        (Complete 'Get-LogFormat rsyncd').Count | Should -Be @(Get-LogFormat -Kind rsync).Count
    }

    It 'offers families of formats' {
        (Complete 'Get-LogFormat -Kind r').CompletionText | Should -Be rsync
    }

    It 'offers time zones of this system' {
        (Complete 'Get-RsyncEvent x.log -TimeZone Europe/Rom').CompletionText | Should -Be Europe/Rome
        (Complete 'Measure-RsyncEvent x.log -TimeZone UT').CompletionText | Should -Contain UTC
    }

    It 'offers kinds and groups as words' {
        (Complete 'Get-RsyncEvent x.log -Kind Tr').CompletionText | Should -Be Transfer
        (Complete 'Measure-RsyncEvent x.log -GroupBy Mod').CompletionText | Should -Be Module
    }

    It 'offers what stands in the files that the line names' {
        $log = New-Log seen.log
        (Complete "Get-RsyncEvent '$log' -Module ").CompletionText | Should -Be pub, incoming
        (Complete "Measure-RsyncEvent '$log' -HostName h").CompletionText | Should -Be h.example
        (Complete "Get-RsyncEvent -LiteralPath '$log' -UserName ").CompletionText | Should -Be u
        (Complete "Get-RsyncEvent '$log' -Module p")[0].ToolTip | Should -BeLike 'seen * times'
    }

    It 'offers what stands in access logs' {
        $log = New-Log web.log $WebLines
        (Complete "Get-ElfRecord '$log' -Status 5").CompletionText | Should -Be 5xx, 503
        (Complete "Measure-ElfLog '$log' -RequestPath /api").CompletionText | Should -Be /api/users/7, /api/orders
        (Complete "Measure-ElfLog '$log' -ClientAddress 192.0.2.7").ToolTip | Should -Be 'seen 2 times'
        (Complete "Get-ElfRecord '$log' -Group api").CompletionText | Sort-Object | Should -Be api/orders, api/users
        (Complete "Measure-ElfLog '$log' -Rule '^/(?<group>\w+)/(?<method>\w+)' -Group i").CompletionText | Should -Be img/a
        (Complete "Measure-ElfLog '$log' -Percentile 99").CompletionText | Should -Be 99, 99.9
        (Complete "Watch-ElfLog '$log' -From B").CompletionText | Should -Be Beginning
        (Complete 'Get-ElfRecord x.log -Format nginx-c').CompletionText | Should -Be nginx-combined
    }

    It 'finds those files where PowerShell stands, wildcards and all' {
        $null = New-Log here.log
        Push-Location $TestDrive
        try { (Complete 'Get-RsyncEvent ./he*.log -Module in').CompletionText | Should -Be incoming } finally { Pop-Location }
    }

    It 'quotes what would not be one word' {
        $log = New-Log quoted.log ($PubLines -replace '\bpub\b', "my 'mod")
        (Complete "Get-RsyncEvent '$log' -Module my").CompletionText | Should -Be "'my ''mod'"
    }

    It 'keeps silent about files that are not there' {
        Complete 'Get-RsyncEvent none.log -Module ' | Where-Object ToolTip -like 'seen*' | Should -BeNullOrEmpty
    }

    It 'does not wait for a large file' {
        $log = New-LongLog long.gz -Megabytes 50
        $null = Complete "Get-RsyncEvent '$log' -Module p"
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = Complete "Get-RsyncEvent '$log' -Module p"
        $watch.ElapsedMilliseconds | Should -BeLessThan 2000
    }

    It 'offers property names of what a command gives' {
        (Complete 'Get-RsyncEvent x.log | Where-Object SentB').CompletionText | Should -Be SentBytes
        (Complete 'Measure-RsyncEvent x.log | Select-Object Transf').CompletionText | Should -Be Transfers
    }
}
