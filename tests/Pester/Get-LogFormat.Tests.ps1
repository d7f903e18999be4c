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
            foreach ($format in Get-LogFormat -Kind rsync) {
                (Resolve-LogFormat (New-Log "$($format.Name).log" $format.Samples) | Select-Object -First 1).Name | Should -Be $format.Name
            }
        }
    }

    Context 'Errors' {
        It 'says which files of your own cannot be read, where a list was asked for' {
            $env:LOGSTATS_FORMATS = "$TestDrive/damaged"
            try {
                $null = New-Item -ItemType Directory $env:LOGSTATS_FORMATS
                Set-Content "$env:LOGSTATS_FORMATS/mine.json" '{'
                $found = Get-FirstError { Get-LogFormat }
                $found.FullyQualifiedErrorId | Should -BeExactly 'ConfigInvalid,LogStats.PowerShell.Commands.GetLogFormatCommand'
                $found.Exception.Message | Should -BeLike '*mine.json*'
                (Get-LogFormat -ErrorAction Ignore).Count | Should -BeGreaterThan 30
                Get-FirstError { Get-LogFormat combined } | Should -BeNullOrEmpty
            }
            finally { Remove-Item Env:LOGSTATS_FORMATS }
        }

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
