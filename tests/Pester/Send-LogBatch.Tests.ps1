#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # What the commands of this file keep is theirs alone.
    $env:XDG_STATE_HOME = "$TestDrive/state"
    $env:LOCALAPPDATA = "$TestDrive/state"
    Set-Content "$TestDrive/tokens" 'web1 t0ken'
    Set-Content "$TestDrive/token" 't0ken'
    if (-not $IsWindows) { chmod 600 "$TestDrive/tokens" "$TestDrive/token" }

    # A receiver of its own for each test; $uri is where it listens.
    function Invoke-Sending([string] $Folder, [scriptblock] $Send, [string] $Options = '-TokenFile $Tokens', [int] $Batches = 1) {
        $null = New-Item -ItemType Directory $Folder -Force
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$Module, `$Folder, `$Tokens) Import-Module `$Module; Receive-LogBatch `$Folder http://127.0.0.1:0 $Options -BeginAnew -Count $Batches -Verbose").
            AddArgument($ModulePath).AddArgument($Folder).AddArgument("$TestDrive/tokens")
        $run = $shell.BeginInvoke()
        try {
            while (-not $run.IsCompleted -and -not ($shell.Streams.Verbose -match 'Listening at')) { Start-Sleep -Milliseconds 20 }
            $uri = "$($shell.Streams.Verbose)" -match '(http://[\d.:]+\d)' ? $Matches[1] : ''
            $sent = & $Send $uri
            $null = $shell.EndInvoke($run)
            [pscustomobject]@{
                Sent  = @($sent)
                Lines = @(Get-ChildItem $Folder -Recurse -File -Filter *.log | ForEach-Object { [System.IO.File]::ReadAllText($_) }) -join ''
            }
        } finally { $shell.Dispose() }
    }
}

Describe 'Send-LogBatch' {
    Context 'Parameters' {
        It 'takes lines and a receiver' {
            Get-Signature Send-LogBatch | Should -Contain '__AllParameterSets: Uri Uri!'
        }

        It 'takes a token from one place' {
            (Get-FirstError { 'a' | Send-LogBatch http://localhost:1 -TokenPath "$TestDrive/token" -Token (ConvertTo-SecureString x -AsPlainText) }).FullyQualifiedErrorId |
                Should -BeExactly 'ConfigInvalid,LogStats.PowerShell.Commands.SendLogBatchCommand'
        }
    }

    Context 'Input' {
        It 'sends text as lines' {
            $run = Invoke-Sending "$TestDrive/text" { param($uri) 'one', 2, "tw$([char]0xe4)" | Send-LogBatch $uri -TokenPath "$TestDrive/token" -Name text }
            $run.Lines | Should -BeExactly "one`n2`ntw$([char]0xe4)`n"
            $run.Sent | Should -BeNullOrEmpty
        }

        It 'sends lines of a log once, however often they come' {
            $log = New-Log sent.log 'a1', 'a2'
            $run = Invoke-Sending "$TestDrive/lines" -Batches 2 {
                param($uri)
                Watch-LogLine $log -Timeout 0s | Send-LogBatch $uri -TokenPath "$TestDrive/token" -Name lines
                Add-Content $log 'a3'
                Watch-LogLine $log -Timeout 0s | Send-LogBatch $uri -TokenPath "$TestDrive/token" -Name lines
            }
            $run.Lines | Should -BeExactly "a1`na2`na3`n"
        }
    }

    Context 'Output' {
        It 'gives a receipt for each batch that is stored' {
            $run = Invoke-Sending "$TestDrive/receipts" -Batches 2 {
                param($uri) 'one', 'two', 'three' | Send-LogBatch $uri -TokenPath "$TestDrive/token" -Name receipts -BatchSize 2 -BatchInterval 1h -PassThru
            }
            $run.Sent | Should -HaveCount 2
            $run.Sent[0].PSObject.TypeNames[0] | Should -BeExactly LogStats.LogBatchReceipt
            $run.Sent.Lines | Should -Be 2, 1
            $run.Sent[1].Start | Should -Be $run.Sent[0].End
            $run.Sent.IsNew | Should -Be $true, $true
        }

        It 'moves a checkpoint only once the receiver has the lines' {
            $log = New-Log held.log 'a1', 'a2'
            $null = Get-FirstError { Watch-LogLine $log -Checkpoint held -Timeout 0s | Send-LogBatch http://localhost:1 -Name held -MaxRetry 0 }
            Get-LogCheckpoint held -ErrorAction Ignore | Should -BeNullOrEmpty
            $run = Invoke-Sending "$TestDrive/held" { param($uri) Watch-LogLine $log -Checkpoint held -Timeout 0s | Send-LogBatch $uri -TokenPath "$TestDrive/token" -Name held }
            $run.Lines | Should -BeExactly "a1`na2`n"
            (Get-LogCheckpoint held).Offset | Should -Be 6
        }

        It 'sends nothing with -WhatIf' {
            'one' | Send-LogBatch http://localhost:1 -WhatIf -PassThru | Should -BeNullOrEmpty
        }
    }

    Context 'Errors' {
        It 'says what is wrong: <what>' -ForEach @(
            @{ what = 'nobody there'; id = 'SinkConnect'; script = { 'a' | Send-LogBatch http://localhost:1 -MaxRetry 0 } }
            @{ what = 'an address with a secret'; id = 'ConfigInvalid'; script = { 'a' | Send-LogBatch https://ann:secret@localhost } }
            @{ what = 'a token in the clear'; id = 'ConfigInvalid'; script = { 'a' | Send-LogBatch http://receiver.example -TokenPath "$TestDrive/token" } }
            @{ what = 'no token there'; id = 'SecretNotFound'; script = { 'a' | Send-LogBatch http://localhost:1 -TokenPath "$TestDrive/none" } }
        ) {
            $found = Get-FirstError $script
            $found.FullyQualifiedErrorId | Should -BeExactly "$id,LogStats.PowerShell.Commands.SendLogBatchCommand"
            "$found" | Should -Not -BeLike '*ann:*'
        }

        It 'is turned away without a token' {
            $run = Invoke-Sending "$TestDrive/turned" {
                param($uri)
                Get-FirstError { 'a' | Send-LogBatch $uri -Name turned }
                'b' | Send-LogBatch $uri -TokenPath "$TestDrive/token" -Name turned
            }
            $run.Sent[0].FullyQualifiedErrorId | Should -BeExactly 'SinkAuthentication,LogStats.PowerShell.Commands.SendLogBatchCommand'
            $run.Lines | Should -BeExactly "b`n"
        }
    }

    Context 'Stopping' {
        It 'ends while the receiver is away' {
            $null = Measure-Stop "'a' | Send-LogBatch http://localhost:1 -Name stopping -MaxRetry 100000 -RetryInterval 1h" "$TestDrive" -AfterMilliseconds 1000
        }
    }
}
