#Requires -Version 7.6
<#
.SYNOPSIS
    Mails the statistics of each module, and shows the mail.
.DESCRIPTION
    Gives the mail to the server on this machine at a port where none is by default, so that it waits in the spool. It is
    shown as text, and as a file that a mail program or a browser opens. The next run with a server there sends it.
.PARAMETER Path
    The log.
.PARAMETER Port
    The port of the mail server on this machine.
.PARAMETER OutputPath
    The folder with the spool and the mail; made if it is missing.
.EXAMPLE
    ./examples/16-mail-the-statistics.ps1 -OutputPath ./mail
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/data/rsyncd.log",
    [int] $Port = 2525,
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'logstats-mail')
)

Import-Module "$PSScriptRoot/../output/LogStats"

$spool = Join-Path (New-Item -ItemType Directory -Path $OutputPath -Force).FullName 'spool'
Measure-RsyncEvent -LiteralPath $Path -GroupBy Module -WarningAction Ignore |
    Export-LogMail ops@example.org -From 'Logs <logs@example.org>' -Port $Port -SpoolPath $spool -Subject '[rsync] {Count} modules on {Host}' -WarningAction Ignore

foreach ($file in Get-ChildItem "$spool/*.mail") {
    # The first line is for whom it is; the mail itself stands behind it.
    $about, $mail = [IO.File]::ReadAllText($file) -split "`n", 2
    [IO.File]::WriteAllText((Join-Path $OutputPath 'mail.eml'), $mail)
    $about | ConvertFrom-Json | Select-Object Subject, Recipients, Text | Format-List | Out-String
}
