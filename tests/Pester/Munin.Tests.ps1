#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function New-AccessLine {
        param([string] $Path = '/content/call/1', [string] $Status = 200, [string] $Latency = '53047', [string] $Time = '11:55:00')

        "192.0.2.1 - - [08/Nov/2013:$Time +0000] ""GET $Path HTTP/1.1"" $Status 85 ""-"" ""x"" c c OK 1 2 $Latency"
    }
}

Describe 'Export-LogMunin' {
    It 'writes what elfstatsd writes, with its settings' {
        Set-Content "$TestDrive/settings.py" @'
import re
VALID_REQUESTS = [re.compile(r'^/(?P<group>[\w.]+)/(?P<method>[\w.]+)/')]
PATTERNS_TO_EXTRACT = [{'name': 'uid', 'patterns': [re.compile(r'uid=(?P<pattern>\d+)')]}]
RESPONSE_CODES = [200]
'@
        $config = Import-LogStatsConfig "$TestDrive/settings.py"
        $measure = $config.Parameters
        $report = $config.ReportParameters
        New-AccessLine '/con.tent/call/1?uid=7' | Measure-ElfLog @measure | Export-LogMunin "$TestDrive/elf.data" @report
        $text = Get-Content -Raw "$TestDrive/elf.data"
        $text | Should -Match '(?s)\A\[metadata\]\ndaemon_invoked = \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\ndaemon_version = v\d'
        $text | Should -BeLike ("*[[]records]`nerror = U`nparsed = 1`nskipped = U`ntotal = 1`n`n[[]response_codes]`nrc200 = 1`n`n" +
            "[[]method_content_call]`ncalls = 1`nstalled_calls = U`nshortest = 53`nlongest = 53`naverage = 53`np50 = 53`np90 = 53`np99 = 53`nrc200 = 1`n`n" +
            "[[]patterns]`nuid.total = 1`nuid.distinct = 1`n`n")
    }

    It 'replaces the report by every summary at once' {
        $path = "$TestDrive/rounds.data"
        $seen = 1..3 | ForEach-Object { New-AccessLine | Measure-ElfLog } |
            Export-LogMunin $path -PassThru | ForEach-Object { Test-Path $path }
        $seen | Should -Be $true, $true, $true
        Get-ChildItem $TestDrive -Force -Filter '*.tmp' | Should -BeNullOrEmpty
    }

    It 'keeps the permissions of the report' -Skip:$IsWindows {
        $path = "$TestDrive/mode.data"
        Set-Content $path old
        chmod 640 $path
        New-AccessLine | Measure-ElfLog | Export-LogMunin $path
        (Get-Item $path).UnixMode | Should -Be '-rw-r-----'
    }

    It 'passes nothing on that could not be written' {
        $found = Get-FirstError { New-AccessLine | Measure-ElfLog | Export-LogMunin "$TestDrive/none/elf.data" -PassThru }
        $found.FullyQualifiedErrorId | Should -BeExactly 'SinkConnect,LogStats.PowerShell.Commands.ExportLogMuninCommand'
    }
}

Describe 'ConvertTo-LogMunin' {
    It 'reads what was exported, found by Get-ChildItem' {
        New-AccessLine | Measure-ElfLog | Export-LogMunin "$TestDrive/graph.data" -Instance web
        $lines = Get-ChildItem "$TestDrive/graph.data" | ConvertTo-LogMunin -Graph Calls
        $lines[0, 1] | Should -Be 'multigraph elfstats_content_total_calls_web', 'call.value 1'
        ConvertTo-LogMunin "$TestDrive/graph.data" Suggest | Should -Contain 'calls_web'
    }

    It 'completes modes and graphs' {
        (TabExpansion2 'ConvertTo-LogMunin x -Graph Response').CompletionMatches.CompletionText | Should -Be ResponseCodes, ResponseTimes
    }
}

Describe 'Import-LogStatsConfig' {
    It 'gives parameters that Measure-ElfLog and Export-LogMunin have' {
        Set-Content "$TestDrive/all.py" @'
REQUESTS_TO_SKIP = ['ico$']
REQUESTS_AGGREGATION = [('g', 'm', '^/x')]
PATTERNS_TO_EXTRACT = [{'name': 'uid', 'patterns': ['uid=(?P<pattern>.+)']}]
LATENCY_IN_MILLISECONDS = True
'@
        $config = Import-LogStatsConfig "$TestDrive/all.py"
        $config.Parameters.Keys | Should -BeIn (Get-Command Measure-ElfLog).Parameters.Keys
        $config.ReportParameters.Keys | Should -BeIn (Get-Command Export-LogMunin).Parameters.Keys
        $measure = $config.Parameters
        $total = New-AccessLine '/x' -Latency 7 | Measure-ElfLog @measure
        $total.Calls | Should -Be 0
        $total = New-AccessLine '/x/y/' -Latency 7 | Measure-ElfLog @measure
        $total.Requests[0].Name | Should -Be 'g/m'
        $total.Max | Should -Be ([timespan]::FromMilliseconds(7))
    }

    It 'runs no code' {
        Set-Content "$TestDrive/code.py" "open('$TestDrive/ran', 'w')"
        $found = Get-FirstError { Import-LogStatsConfig "$TestDrive/code.py" }
        $found.FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
        "$TestDrive/ran" | Should -Not -Exist
    }
}
