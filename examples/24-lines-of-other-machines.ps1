#Requires -Version 7.6
<#
.SYNOPSIS
    Receives lines of another machine, and says where they are kept.
.DESCRIPTION
    A receiver listens on this machine alone. The front of an access log is sent to it, as the senders of Log-RT-Sync do it.
.PARAMETER Path
    The log that is sent.
.PARAMETER OutputPath
    Where the lines are stored.
.EXAMPLE
    ./examples/24-lines-of-other-machines.ps1
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/web/access.log",
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) "received-$PID")
)

$module = [IO.Path]::GetFullPath("$PSScriptRoot/../output/LogStats")
$null = New-Item -ItemType Directory $OutputPath -Force
$folder = (Resolve-Path $OutputPath).Path
$receiver = Start-ThreadJob {
    Import-Module $using:module
    Receive-LogBatch $using:folder http://127.0.0.1:0 -AllowHost 127.0.0.1 -Count 1 -Verbose
}
try {
    while ($receiver.State -in 'NotStarted', 'Running' -and -not ($receiver.Verbose -match 'Listening at')) { Start-Sleep -Milliseconds 20 }
    $uri = "$($receiver.Verbose)" -replace '(?s).*(http://[\d.:]*\d).*', '$1'
    $body = @{ host = 'web1'; log = Get-Content $Path -TotalCount 50 | Join-String -Separator "`n" } | ConvertTo-Json
    Invoke-RestMethod "$uri/upload" -Method Post -ContentType application/json -Body $body
    Receive-Job $receiver -Wait | Select-Object Source, Lines, Window, @{ Name = 'Files'; Expression = { $_.Parts.Count } }
} finally { Remove-Job $receiver -Force }
