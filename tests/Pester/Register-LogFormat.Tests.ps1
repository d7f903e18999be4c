#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $shop = '$remote_addr [$time_local] "$request" $status $request_time'
    $line = '192.0.2.7 [20/Nov/2026:10:00:00 +0100] "GET / HTTP/1.1" 200 0.012'
}

Describe 'Register-LogFormat and Unregister-LogFormat' {
    BeforeEach { $env:LOGSTATS_FORMATS = "$TestDrive/$([guid]::NewGuid())" }

    AfterEach { Remove-Item Env:LOGSTATS_FORMATS }

    It 'keep a format that is then found by itself, and forget it' {
        { $line | Get-ElfRecord } | Should -Throw -ErrorId 'FormatUnknown,*'
        $kept = Register-LogFormat shop $shop -SampleLine $line -Description 'the shop' -PassThru
        $kept | Should -BeOfType LogStats.LogFormat
        $kept.Path | Should -BeLike "$env:LOGSTATS_FORMATS*shop.json"
        ($line | Get-ElfRecord).Format | Should -Be shop
        (Get-LogFormat s*p).Description | Should -Be 'the shop'
        Get-LogFormat shop | Unregister-LogFormat
        { $line | Get-ElfRecord } | Should -Throw -ErrorId 'FormatUnknown,*'
        Test-Path $kept.Path | Should -BeFalse
    }

    It 'take formats from files, by the pipeline too' {
        Get-Item "$PSScriptRoot/../../examples/web/formats.json" | Register-LogFormat
        (Get-LogFormat shop-short).Samples | Should -HaveCount 1
        Unregister-LogFormat shop*
        Get-LogFormat | Where-Object Path | Should -BeNullOrEmpty
    }

    It 'keep nothing with -WhatIf, and remove nothing' {
        Register-LogFormat shop $shop -WhatIf
        Test-Path $env:LOGSTATS_FORMATS | Should -BeFalse
        Register-LogFormat shop $shop
        Unregister-LogFormat shop -WhatIf
        (Get-LogFormat shop).Name | Should -Be shop
    }

    It 'replace a format only with -Force' {
        Register-LogFormat shop $shop
        (Get-FirstError { Register-LogFormat shop $shop }).FullyQualifiedErrorId |
            Should -BeExactly 'ConfigInvalid,LogStats.PowerShell.Commands.RegisterLogFormatCommand'
        (Register-LogFormat shop "$shop `$http_host" -Force -PassThru).Pattern | Should -BeLike '*http_host'
    }

    It 'refuse what would not work: <why>' -ForEach @(
        @{ why = 'a sample it does not read'; set = @{ Name = 'x'; Pattern = '$remote_addr [$time_local]'; SampleLine = 'nothing' } }
        @{ why = 'a description that is none'; set = @{ Name = 'x'; Pattern = '%Q'; Dialect = 'apache' } }
        @{ why = 'a name that is built in'; set = @{ Name = 'combined'; Pattern = '$remote_addr [$time_local]' } }
        @{ why = 'a name that is no file name'; set = @{ Name = 'a/b'; Pattern = '$remote_addr [$time_local]' } }
        @{ why = 'a file that is no JSON'; set = @{ Path = $PSCommandPath } }
    ) {
        (Get-FirstError { Register-LogFormat @set }).FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
        Test-Path "$env:LOGSTATS_FORMATS/*.json" | Should -BeFalse
    }

    It 'say what cannot be removed' {
        (Get-FirstError { Unregister-LogFormat nope }).FullyQualifiedErrorId |
            Should -BeExactly 'FormatUnknown,LogStats.PowerShell.Commands.UnregisterLogFormatCommand'
        (Get-FirstError { Unregister-LogFormat combined }).FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
    }
}
