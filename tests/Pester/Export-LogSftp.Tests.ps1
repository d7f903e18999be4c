#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    Set-Content "$TestDrive/a.log" 'one'
    Set-Content "$TestDrive/known_hosts" ''
    Set-Content "$TestDrive/key" 'no key'
    Set-Content "$TestDrive/open" 'no key'
    if (-not $IsWindows) { chmod 600 "$TestDrive/key"; chmod 644 "$TestDrive/open" }
}

Describe 'Export-LogSftp' {
    Context 'Parameters' {
        It 'takes files or an archive, and a destination' {
            $signature = Get-Signature Export-LogSftp
            $signature | Should -Contain 'Path: String[] Path!'
            $signature | Should -Contain 'LiteralPath: String Destination!'
            $signature | Should -Contain 'Directory: String Directory!'
        }
    }

    Context 'Input' {
        It 'takes files of Get-ChildItem' {
            Get-ChildItem "$TestDrive/*.log" | Export-LogSftp -Destination sftp://localhost:1/in -WhatIf | Should -BeNullOrEmpty
        }
    }

    Context 'Output' {
        It 'sends nothing with -WhatIf' {
            Export-LogSftp "$TestDrive/a.log" sftp://localhost:1/in -PassThru -WhatIf | Should -BeNullOrEmpty
            Export-LogSftp -Directory "$TestDrive" sftp://localhost:1/in -WhatIf
            "$TestDrive/.forward" | Should -Not -Exist
        }
    }

    Context 'Errors' {
        It 'says what is wrong: <what>' -ForEach @(
            @{ what = 'nobody there'; id = 'SinkConnect'; script = { Export-LogSftp "$TestDrive/a.log" sftp://127.0.0.1:1/in -KnownHost "$TestDrive/known_hosts" -MaxRetry 0 } }
            @{ what = 'a destination with a secret'; id = 'ConfigInvalid'; script = { Export-LogSftp "$TestDrive/a.log" sftp://ann:secret@localhost/in } }
            @{ what = 'no file'; id = 'PathNotFound'; script = { Export-LogSftp "$TestDrive/*.none" sftp://localhost:1/in } }
            @{ what = 'no directory'; id = 'PathNotFound'; script = { Export-LogSftp -Directory "$TestDrive/none" sftp://localhost:1/in } }
            @{ what = 'no key'; id = 'SecretNotFound'; script = { Export-LogSftp "$TestDrive/a.log" sftp://localhost:1/in -KeyPath "$TestDrive/none" } }
            @{ what = 'no fingerprint'; id = 'ConfigInvalid'; script = { Export-LogSftp "$TestDrive/a.log" sftp://localhost:1/in -Fingerprint SHA256:x } }
            @{ what = 'no file of host keys'; id = 'PathNotFound'; script = { Export-LogSftp "$TestDrive/a.log" sftp://localhost:1/in -KnownHost "$TestDrive/none" } }
        ) {
            $found = Get-FirstError $script
            $found.FullyQualifiedErrorId | Should -BeExactly "$id,LogStats.PowerShell.Commands.ExportLogSftpCommand"
            "$found" | Should -Not -BeLike '*ann:*'
        }

        It 'refuses a key that others can read' -Skip:$IsWindows {
            $found = Get-FirstError { Export-LogSftp "$TestDrive/a.log" sftp://localhost:1/in -KeyPath "$TestDrive/open" }
            $found.FullyQualifiedErrorId | Should -BeExactly 'ConfigInvalid,LogStats.PowerShell.Commands.ExportLogSftpCommand'
        }
    }

    Context 'Stopping' {
        It 'ends while the server is away' {
            $null = Measure-Stop "Export-LogSftp '$TestDrive/a.log' sftp://127.0.0.1:1/in -KnownHost '$TestDrive/known_hosts' -MaxRetry 1000 -RetryInterval 1h" "$TestDrive" -AfterMilliseconds 1000
        }
    }
}
