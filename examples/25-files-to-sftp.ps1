#Requires -Version 7.6
<#
.SYNOPSIS
    Sends files to an SFTP server, each complete or not at all.
.DESCRIPTION
    Without a key it only says what would be sent. The server has to be known: by a file of host keys, or by its fingerprint.
.PARAMETER Path
    The files that are sent.
.PARAMETER Destination
    The server and the folder there.
.PARAMETER KeyPath
    A private key that nobody else may read.
.PARAMETER KnownHost
    A file of host keys.
.EXAMPLE
    ./examples/25-files-to-sftp.ps1
.EXAMPLE
    ./examples/25-files-to-sftp.ps1 report.html sftp://logs@files.example/~/reports -KeyPath ~/.ssh/id_ed25519 -KnownHost ~/.ssh/known_hosts
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/web/access.log",
    [string] $Destination = 'sftp://logs@files.example/in',
    [string] $KeyPath,
    [string] $KnownHost
)

Import-Module "$PSScriptRoot/../output/LogStats"
if (-not $KeyPath) {
    Export-LogSftp $Path $Destination -WhatIf
    Get-Item $Path | Select-Object Name, Length, @{ Name = 'Destination'; Expression = { $Destination } }
    return
}

$known = $KnownHost ? @{ KnownHost = $KnownHost } : @{}
Export-LogSftp $Path $Destination -KeyPath $KeyPath @known -PassThru | Select-Object Time, Remote, Bytes, Outcome
