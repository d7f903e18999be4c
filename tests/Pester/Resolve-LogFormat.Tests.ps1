#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Resolve-LogFormat' {
    Context 'Parameters' {
        It 'has the parameters of a command that reads files, and a sample' {
            Get-Signature Resolve-LogFormat | Sort-Object | Should -Be @(
                'Line: Int32 Sample', 'Line: String[] Line! <',
                'LiteralPath: Int32 Sample', 'LiteralPath: String[] LiteralPath!', 'Path: Int32 Sample', 'Path: String[] Path!')
        }
    }

    Context 'Input' {
        It 'takes files from the pipeline' {
            $null = New-Log '[x].odd'
            (Get-ChildItem $TestDrive -Filter *.odd | Resolve-LogFormat).Name | Should -Be rsyncd
        }
    }

    Context 'Lines' {
        It 'takes lines from the pipeline, and says which format comes next' {
            $best, $next = $WebLines | Resolve-LogFormat | Select-Object -First 2
            $best.Name | Should -Be combined-seconds
            $best.Path | Should -Be 'the pipeline'
            $best.Reason | Should -BeLike "*$($next.Name)*"
        }
    }

    Context 'Output' {
        It 'says which format fits, how well and what does not' {
            $match = Resolve-LogFormat (New-Log mixed.log ($PubLines + $BadLine))
            $match | Should -BeOfType LogStats.LogFormatMatch
            $match.Score | Should -Be 0.8
            $match.FirstMiss | Should -Be $BadLine
        }

        It 'looks at the front of a large file only' {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            (Resolve-LogFormat (New-LongLog large.gz -Megabytes 1)).Matched | Should -Be 250
            (Resolve-LogFormat (New-LongLog larger.gz -Megabytes 200) -Sample 10).Matched | Should -Be 10
        }
    }

    Context 'Errors' {
        It 'names every error by id and command' {
            $found = Get-FirstError { Resolve-LogFormat (New-Log odd.log $BadLine) }
            $found.FullyQualifiedErrorId | Should -BeExactly 'FormatUnknown,LogStats.PowerShell.Commands.ResolveLogFormatCommand'
            $found.Exception.Message | Should -BeLike "*$BadLine*"
        }
    }

    Context 'Stopping' {
        It 'looks at no more files than are asked for' {
            $logs = New-Log one.log; $null = New-Log two.log $BadLine
            Resolve-LogFormat "$TestDrive/one.log", "$TestDrive/two.log" -ErrorAction Stop | Select-Object -First 1 | Should -HaveCount 1
        }
    }
}
