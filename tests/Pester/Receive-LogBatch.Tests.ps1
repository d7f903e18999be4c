#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $WebBody = @{ host = 'me'; log = "203.0.113.9 - - [29/Nov/2025:10:19:59 +0600] a`n203.0.113.9 - - [29/Nov/2025:10:20:00 +0600] b`n" } | ConvertTo-Json

    function New-Folder([string] $Name) { (New-Item -ItemType Directory "$TestDrive/$Name").FullName }

    # Runs a script in which $folder is where it stores, and sends to it once it listens.
    function Invoke-Receiver([string] $Folder, [string] $Script, [scriptblock] $Send) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$Module, `$Folder) Import-Module `$Module; $Script").AddArgument($ModulePath).AddArgument($Folder)
        $run = $shell.BeginInvoke()
        try {
            while (-not $run.IsCompleted -and -not ($shell.Streams.Verbose -match 'Listening at')) { Start-Sleep -Milliseconds 20 }
            $uri = "$($shell.Streams.Verbose)" -match '(http://[\d.:]+\d)' ? $Matches[1] : ''
            & $Send $uri
            $rows = $shell.EndInvoke($run)
            [pscustomobject]@{ Rows = @($rows); Warnings = @($shell.Streams.Warning); Errors = @($shell.Streams.Error) }
        } finally { $shell.Dispose() }
    }
}

Describe 'Receive-LogBatch' {
    Context 'Parameters' {
        It 'has those of its help' {
            Get-Signature Receive-LogBatch | Should -Contain '__AllParameterSets: String Directory!'
        }

        It 'wants somebody who may send' {
            $found = Get-FirstError { Receive-LogBatch (New-Folder nobody) http://127.0.0.1:0 }
            $found.FullyQualifiedErrorId | Should -BeExactly 'ConfigInvalid,LogStats.PowerShell.Commands.ReceiveLogBatchCommand'
            $found.ErrorDetails.RecommendedAction | Should -BeLike '*--tokens*'
        }
    }

    Context 'Input' {
        It 'takes batches of the old form from where it may' {
            $folder = New-Folder upload
            $run = Invoke-Receiver $folder 'Receive-LogBatch $Folder http://127.0.0.1:0 -AllowHost 127.0.0.1 -Prefix MyGP_accessLog -Count 1 -Verbose' {
                param($uri) Invoke-RestMethod "$uri/upload" -Method Post -ContentType application/json -Body $WebBody | Should -BeExactly 'OK - 2 lines'
            }
            $run.Rows | Should -HaveCount 1
            $run.Rows[0].PSObject.TypeNames[0] | Should -BeExactly LogStats.LogBatch
            $run.Rows[0].Source | Should -BeExactly '127-0-0-1'
            $run.Rows[0].Lines | Should -Be 2
            $run.Rows[0].Window | Should -BeExactly '25112910_00-19'
            Get-Content "$folder/127-0-0-1/MyGP_accessLog_25112910_20-39_127-0-0-1.log" | Should -BeExactly '203.0.113.9 - - [29/Nov/2025:10:20:00 +0600] b'
        }
    }

    Context 'Output' {
        It 'gives alarms as warnings' {
            $run = Invoke-Receiver (New-Folder alarm) 'Receive-LogBatch $Folder http://127.0.0.1:0 -AllowHost 127.0.0.1 -Count 1 -Verbose' {
                param($uri)
                Invoke-WebRequest "$uri/v1/batches" -Method Post -SkipHttpErrorCheck | ForEach-Object StatusCode | Should -Be 401
                $null = Invoke-RestMethod "$uri/upload" -Method Post -ContentType application/json -Body $WebBody
            }
            $run.Warnings | Should -HaveCount 1
            "$($run.Warnings[0])" | Should -BeLike '*was turned away*'
        }

        It 'ends when nobody sends for a while' {
            Receive-LogBatch (New-Folder quiet) http://127.0.0.1:0 -AllowHost 127.0.0.1 -Timeout 1ms | Should -BeNullOrEmpty
        }
    }

    Context 'Errors' {
        It 'are those of the receiver: <what>' -ForEach @(
            @{ what = 'no folder'; id = 'PathNotFound'; script = { Receive-LogBatch "$TestDrive/none" -AllowHost 127.0.0.1 } }
            @{ what = 'no address'; id = 'ConfigInvalid'; script = { Receive-LogBatch (New-Folder a1) here -AllowHost 127.0.0.1 } }
            @{ what = 'a window that does not divide'; id = 'ConfigInvalid'; script = { Receive-LogBatch (New-Folder a2) -Window 7m -AllowHost 127.0.0.1 } }
            @{ what = 'clear text'; id = 'ConfigInvalid'; script = { Set-Content "$TestDrive/t" 'web1 x'; if (-not $IsWindows) { chmod 600 "$TestDrive/t" }; Receive-LogBatch (New-Folder a3) http://0.0.0.0:0 -TokenFile "$TestDrive/t" } }
        ) {
            (Get-FirstError $script).FullyQualifiedErrorId | Should -BeExactly "$id,LogStats.PowerShell.Commands.ReceiveLogBatchCommand"
        }
    }

    Context 'Stopping' {
        It 'ends the receiver with the command' {
            $folder = New-Folder stop
            $null = Measure-Stop 'Receive-LogBatch $Path http://127.0.0.1:0 -AllowHost 127.0.0.1' $folder -AfterMilliseconds 1500

            # Another one gets the ledger at once.
            Receive-LogBatch $folder http://127.0.0.1:0 -AllowHost 127.0.0.1 -Timeout 1ms | Should -BeNullOrEmpty
        }
    }
}
