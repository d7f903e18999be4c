#Requires -Version 7.6
<#
.SYNOPSIS
    Tells who has stopped sending to a receiver, what came each hour, and what may be compressed and removed.
.DESCRIPTION
    Makes a receiver's folder with two sources, one of which fell silent an hour ago. Another should be there and never came.
    With a mail server, send the alerts on: | Export-LogMail -To ops@example.org -From mon@example.org -ComputerName mail
.PARAMETER Path
    The folder that a receiver writes to; one is made if left out.
.EXAMPLE
    ./examples/26-who-is-silent.ps1 -Path /srv/logs
#>
[CmdletBinding()]
param(
    [string] $Path
)

Import-Module "$PSScriptRoot/../output/LogStats"

if (-not $Path) {
    $Path = Join-Path ([IO.Path]::GetTempPath()) "logstats-sources-$PID"
    foreach ($part in @{ Folder = 'web1'; Ago = 0 }, @{ Folder = 'sent/web2'; Ago = 1 }, @{ Folder = 'sent/web1'; Ago = 5 }) {
        $folder = New-Item -ItemType Directory -Force (Join-Path $Path $part.Folder)
        $file = Join-Path $folder 'log_26112210_00-19_192-0-2-7.log'
        [IO.File]::WriteAllText($file, "192.0.2.1 - - [22/Nov/2026:10:00:00 +0000] `"GET / HTTP/1.1`" 200 5`n")
        $manifest = [ordered]@{
            name = Split-Path -Leaf $file; source = $folder.Name; window = '26112210_00-19'; part = 1; lines = 1; bytes = (Get-Item $file).Length
            sha256 = (Get-FileHash $file).Hash.ToLowerInvariant(); first = '2026-11-22T10:00:00'; last = '2026-11-22T10:00:00'
        }
        [IO.File]::WriteAllText("$file.json", ($manifest | ConvertTo-Json))
        foreach ($name in $file, "$file.json") { [IO.File]::SetLastWriteTimeUtc($name, [DateTime]::UtcNow.AddHours(-$part.Ago)) }
    }
}

Get-LogSource $Path -Name web3 | Format-Table | Out-String
Watch-LogSource $Path -Name web3 -Timeout 0s | ForEach-Object { "$_" }
Measure-LogSource $Path -GroupBy Hour | ForEach-Object { "$_" }
Compress-LogArchive $Path -OlderThan 3h -WhatIf
Remove-LogArchive $Path -OlderThan 4h -WhatIf
