#Requires -Version 7.6
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Get-LogFormat' {
    Context 'Parameters' {
        It 'takes names from the pipeline and by position' {
            Get-Signature Get-LogFormat | Should -Be '__AllParameterSets: String[] Name <', '__AllParameterSets: String Kind'
            (Get-LogFormat rsyncd).Name | Should -Be rsyncd
        }
    }

    Context 'Input' {
        It 'finds names from the pipeline' {
            ('rsyncd', 'rsyncd-j*' | Get-LogFormat).Name | Should -Be rsyncd, rsyncd-journal
        }
    }

    Context 'Output' {
        It 'gives formats with the samples that are their test' {
            $all = Get-LogFormat
            $all | Should -BeOfType LogStats.LogFormat
            (Get-Command Get-LogFormat).OutputType.Name | Should -Be LogStats.LogFormat
            $all | ForEach-Object { $_.Samples.Count | Should -BeGreaterThan 0 }
        }

        It 'names a format that its own samples resolve to' {
            foreach ($format in Get-LogFormat) {
                (Resolve-LogFormat (New-Log "$($format.Name).log" $format.Samples) | Select-Object -First 1).Name | Should -Be $format.Name
            }
        }
    }

    Context 'Errors' {
        It 'names every error by id and command' {
            (Get-FirstError { Get-LogFormat nope }).FullyQualifiedErrorId |
                Should -BeExactly 'FormatUnknown,LogStats.PowerShell.Commands.GetLogFormatCommand'
        }
    }

    Context 'Stopping' {
        It 'stops when enough was taken' {
            Get-LogFormat | Select-Object -First 1 | Should -HaveCount 1
        }
    }
}
