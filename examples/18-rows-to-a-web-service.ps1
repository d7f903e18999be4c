#Requires -Version 7.6
<#
.SYNOPSIS
    Sends the errors of an access log to a web service, and keeps what it refuses.
.DESCRIPTION
    Without -Uri it only says what it would do. A message that comes again has the same Idempotency-Key.
.PARAMETER Path
    The log.
.PARAMETER Uri
    The address, such as https://logs.example.org/v1/rows.
.PARAMETER Token
    What the server lets in.
.EXAMPLE
    ./examples/18-rows-to-a-web-service.ps1
.EXAMPLE
    ./examples/18-rows-to-a-web-service.ps1 -Uri https://logs.example.org/v1/rows -Token (Read-Host -AsSecureString)
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/web/access.log",
    [uri] $Uri,
    [securestring] $Token
)

Import-Module "$PSScriptRoot/../output/LogStats"

$target = @{ Uri = $Uri ?? 'https://logs.example.org/v1/rows'; RejectPath = "$([IO.Path]::GetTempPath())refused.jsonl"; WhatIf = -not $Uri }
if ($Token) { $target.Token = $Token }

$sent = Get-ElfRecord -LiteralPath $Path | Where-Object Status -ge 400 | Export-LogHttp @target -PassThru
[pscustomobject]@{ Sent = -not $target.WhatIf; Errors = @($sent).Count }
