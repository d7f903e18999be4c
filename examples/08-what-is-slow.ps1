#Requires -Version 7.6
<#
.SYNOPSIS
    What is slow on a web server, and what fails?
.DESCRIPTION
    The groups of requests with the longest latencies, then the paths with the most errors. No object is made for a line.
.PARAMETER Path
    Access logs of any server; wildcards are allowed.
.PARAMETER Top
    How many of each.
.EXAMPLE
    ./examples/08-what-is-slow.ps1 /var/log/nginx/access.log* -Top 10
#>
[CmdletBinding()]
param(
    [string[]] $Path = "$PSScriptRoot/web/access.log",
    [int] $Top = 5
)

Import-Module "$PSScriptRoot/../output/LogStats"

Measure-ElfLog -Path $Path -GroupBy Request | Sort-Object P99 -Descending -Top $Top
Measure-ElfLog -Path $Path -GroupBy RequestPath, Status -Status 4xx, 5xx -Top $Top
