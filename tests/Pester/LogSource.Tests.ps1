#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # A receiver's folder with a file of a source that is waiting, sent or failed, changed so long ago.
    function Add-Part([string] $Root, [string] $State, [string] $Source, [timespan] $Ago, [string] $Name = 'log_25112910_00-19_192-0-2-7.log') {
        $folder = Join-Path $Root $State $Source
        $null = New-Item -ItemType Directory -Force $folder
        $text = [Text.Encoding]::UTF8.GetBytes("a line`nanother`n")
        $path = Join-Path $folder $Name
        [IO.File]::WriteAllBytes($path, $text)
        $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($text)).ToLowerInvariant()
        $manifest = [ordered]@{ name = $Name; source = $Source; window = '25112910_00-19'; part = 1; lines = 2; bytes = $text.Length; sha256 = $hash; first = $null; last = $null }
        [IO.File]::WriteAllText("$path.json", ($manifest | ConvertTo-Json))
        foreach ($file in $path, "$path.json") { [IO.File]::SetLastWriteTimeUtc($file, [DateTime]::UtcNow - $Ago) }
        $path
    }
}

Describe 'Sources of a receiver' {
    BeforeEach {
        $root = Join-Path $TestDrive ([guid]::NewGuid().ToString('n'))
        $null = Add-Part $root '' web1 0:0
        $null = Add-Part $root sent web2 0:10
    }

    Context 'Parameters' {
        It 'takes the folder first, from the pipeline where one can be enough' {
            foreach ($name in 'Get-LogSource', 'Measure-LogSource', 'Compress-LogArchive', 'Remove-LogArchive') {
                (Get-Signature $name) -match ' <$' | Should -Be '__AllParameterSets: String Directory! <'
            }
        }

        It 'asks before it removes, and not before it compresses' {
            $confirm = { param($name) (Get-Command $name).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact }
            & $confirm Remove-LogArchive | Should -Be High
            & $confirm Compress-LogArchive | Should -Be Medium
        }
    }

    Context 'Output' {
        It 'tells how each source is, also one that never came' {
            $found = Get-LogSource $root -Name web9
            $found.Name | Should -Be web1, web2, web9
            $found.State | Should -Be Active, Inactive, Missing
            $found[1].Sent | Should -Be 1
            $found[1].Age.TotalMinutes | Should -BeGreaterOrEqual 10
            (Get-LogSource $root -Threshold 1h).State | Should -Be Active, Active
            $root | Get-LogSource | Should -HaveCount 2
        }

        It 'tells of a silent source once, under a checkpoint' {
            $env:XDG_STATE_HOME = "$TestDrive/state"
            $name = [guid]::NewGuid().ToString('n')
            $alert = Watch-LogSource $root -Checkpoint $name -Timeout 0s
            $alert | Should -HaveCount 1
            "$($alert.Kind) $($alert.Subject)" | Should -Be 'Inactive web2'
            Watch-LogSource $root -Checkpoint $name -Timeout 0s | Should -BeNullOrEmpty
            $null = Add-Part $root '' web2 0:0
            (Watch-LogSource $root -Checkpoint $name -Count 1).Kind | Should -Be Recovered
            Watch-LogSource $root -Checkpoint $name -Timeout 0s | Should -BeNullOrEmpty
            Watch-LogSource $root -OwnThreshold @{ web2 = '1h' } -Timeout 0s | Should -BeNullOrEmpty
        }

        It 'adds up files and lines, and stores them so that what is tidied stays' {
            (Measure-LogSource $root).Files | Should -Be 2
            $rows = Measure-LogSource $root -GroupBy Hour, Source
            $rows.Name | Should -Be '2025-11-29 10:00 web1', '2025-11-29 10:00 web2'
            $rows.Lines | Should -Be 2, 2
            $rows | Export-LogSqlite "$root/sums.db"
            Get-Item "$root/sums.db" | Should -Not -BeNullOrEmpty
        }
    }

    Context 'Tidying' {
        It 'compresses and removes what is delivered and old, and nothing else' {
            $old = Add-Part $root sent web3 5:0
            $failed = Add-Part $root failed web3 2.2:0
            $waiting = Add-Part $root '' web3 2.2:0
            $young = Add-Part $root sent web4 2:0
            Compress-LogArchive $root -WhatIf
            Test-Path $old | Should -BeTrue
            (Compress-LogArchive $root -PassThru).Name | Should -Be 'log_25112910_00-19_192-0-2-7.log.gz'
            Remove-LogArchive $root -Force -WhatIf
            Test-Path "$old.gz" | Should -BeTrue
            Remove-LogArchive $root -Force
            Test-Path "$old.gz", "$old.json", $failed, $waiting, $young | Should -Be $false, $false, $true, $true, $true
        }

        It 'tells what no receiver put there, and leaves it' {
            $null = Add-Part $root sent web3 5:0
            [IO.File]::WriteAllText("$root/sent/web3/mine.txt", 'x')
            $null = Remove-LogArchive $root -Force -WarningVariable told -WarningAction SilentlyContinue
            $told.Message | Should -BeLike "1 thing that no receiver put there was left alone, the first: '*mine.txt'."
            Test-Path "$root/sent/web3/mine.txt" | Should -BeTrue
        }

        It 'tells when too much waits, and removes nothing of it' {
            $waiting = Add-Part $root '' web3 2.2:0
            Remove-LogArchive $root -Quota 1 -Force -ErrorVariable told -ErrorAction SilentlyContinue
            $told.FullyQualifiedErrorId | Should -BeExactly 'QuotaExceeded,LogStats.PowerShell.Commands.RemoveLogArchiveCommand'
            $told.CategoryInfo.Category | Should -Be LimitsExceeded
            Test-Path $waiting | Should -BeTrue
        }
    }

    Context 'Errors' {
        It 'says that there is no such folder' {
            foreach ($name in 'Get-LogSource', 'Measure-LogSource', 'Compress-LogArchive', 'Remove-LogArchive') {
                & $name "$root/none" -ErrorVariable told -ErrorAction SilentlyContinue
                $told[0].FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*' -Because $name
            }
            { Watch-LogSource "$root/none" -Timeout 0s } | Should -Throw -ErrorId 'PathNotFound,*'
        }

        It 'refuses names that can be no source' {
            { Get-LogSource $root -Name '../x' -ErrorAction Stop } | Should -Throw -ErrorId 'ConfigInvalid,*'
        }

        It 'keeps a file that is not what its manifest says' {
            $old = Add-Part $root sent web3 5:0
            [IO.File]::AppendAllText($old, 'more')
            [IO.File]::SetLastWriteTimeUtc($old, [DateTime]::UtcNow.AddHours(-5))
            Remove-LogArchive $root -Force -ErrorVariable told -ErrorAction SilentlyContinue
            $told.FullyQualifiedErrorId | Should -BeLike 'FileRead,*'
            Test-Path $old | Should -BeTrue
        }
    }

    Context 'Stopping' {
        It 'ends when nobody wants more' {
            Watch-LogSource $root | Select-Object -First 1 | Should -HaveCount 1
        }
    }
}
