#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function New-AccessLine {
        param([string] $Path = '/content/call/1', [string] $Status = 200, [string] $Time = '11:55:00')

        "192.0.2.1 - - [08/Nov/2013:$Time +0000] ""GET $Path HTTP/1.1"" $Status 85 ""-"" ""x"""
    }
}

Describe 'Export-LogReport' {
    Context 'Parameters' {
        It 'puts the title into the page, as text' {
            New-AccessLine | Measure-ElfLog -ForReport | Export-LogReport "$TestDrive/title.html" -Title 'Tom & <Jerry>' -Theme Dark
            $page = Get-Content -Raw "$TestDrive/title.html"
            $page | Should -BeLike '*<title>Tom &amp; &lt;Jerry&gt;</title>*'
            $page | Should -BeLike '*<html lang="en" data-theme="dark">*'
        }

        It 'keeps a report with -NoClobber, and replaces what is none with -Force' {
            Set-Content "$TestDrive/other.html" mine
            New-AccessLine | Measure-ElfLog | Export-LogReport "$TestDrive/other.html" -Force
            $found = Get-FirstError { New-AccessLine | Measure-ElfLog | Export-LogReport "$TestDrive/other.html" -NoClobber }
            $found.FullyQualifiedErrorId | Should -BeExactly 'FileWrite,LogStats.PowerShell.Commands.ExportLogReportCommand'
        }
    }

    Context 'Input' {
        It 'makes one file of several families' {
            $null = New-Log mixed.log
            & {
                New-AccessLine | Measure-ElfLog -ForReport
                Measure-RsyncEvent "$TestDrive/mixed.log" -ForReport
            } | Export-LogReport "$TestDrive/mixed.html"
            $back = Import-LogSummary "$TestDrive/mixed.html"
            ($back | ForEach-Object { $_.GetType().Name } | Sort-Object -Unique) -join ' ' | Should -BeExactly 'ElfSummary RsyncSummary'
        }

        It 'takes rounds of a watch, and tells the page to look for newer ones' {
            Set-Content "$TestDrive/web.log" @(New-AccessLine; New-AccessLine -Time '12:55:00')
            Watch-ElfLog "$TestDrive/web.log" -From Beginning -Interval 1h -Timeout 0s -TimeZone UTC | Export-LogReport "$TestDrive/live.html" -Watch
            Get-Content -Raw "$TestDrive/live.html" | Should -BeLike '*"refresh":10,*'
        }
    }

    Context 'Output' {
        It 'gives back what was measured' {
            $sums = New-AccessLine '/a/b', '/c/d' | Measure-ElfLog -ForReport
            $sums | Export-LogReport "$TestDrive/back.html"
            $back = Import-LogSummary "$TestDrive/back.html"
            $back.Count | Should -Be @($sums).Count
            ($back | Where-Object { $_.GroupBy.Count -eq 0 }).Calls | Should -Be $sums[0].Calls
        }

        It 'leaves no other file behind' {
            $folder = New-Item -ItemType Directory "$TestDrive/alone"
            New-AccessLine | Measure-ElfLog -ForReport | Export-LogReport "$folder/r.html"
            (Get-ChildItem $folder -Force).Name | Should -Be 'r.html'
        }
    }

    Context 'Errors' {
        It 'says what is wrong with the place before anything is measured' {
            $found = Get-FirstError { New-AccessLine | Measure-ElfLog | Export-LogReport "$TestDrive/none/r.html" }
            $found.FullyQualifiedErrorId | Should -BeExactly 'FileWrite,LogStats.PowerShell.Commands.ExportLogReportCommand'
            $found.ErrorDetails.RecommendedAction + $found.Exception.Message | Should -BeLike '*no directory*'
        }

        It 'refuses what is no summary' {
            $null = New-Log records.log
            $found = Get-FirstError { Get-RsyncEvent "$TestDrive/records.log" | Export-LogReport "$TestDrive/records.html" }
            $found.FullyQualifiedErrorId | Should -BeLike 'InputObjectNotBound,*'
        }
    }

    Context 'Stopping' {
        It 'writes what came until it was stopped' {
            New-AccessLine | Measure-ElfLog -ForReport | Export-LogReport "$TestDrive/stop.html" -Watch -PassThru | Select-Object -First 1 | Out-Null
            @(Import-LogSummary "$TestDrive/stop.html").Count | Should -BeGreaterThan 0
        }
    }
}
