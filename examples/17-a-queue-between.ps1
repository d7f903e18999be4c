#Requires -Version 7.6
<#
.SYNOPSIS
    Publishes an access log to RabbitMQ, and takes it out again with a worker.
.DESCRIPTION
    Without -ComputerName it only says what it would do. With it, what is in the queue afterwards is taken out again and
    measured, as a worker on another machine would do.
.PARAMETER Path
    The log.
.PARAMETER ComputerName
    The broker, such as localhost. One on another machine is spoken to over TLS.
.PARAMETER Queue
    The queue; it is made if there is none.
.PARAMETER Credential
    Who logs in.
.EXAMPLE
    ./examples/17-a-queue-between.ps1
.EXAMPLE
    ./examples/17-a-queue-between.ps1 -ComputerName mq.example.org -Credential logstats
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/web/access.log",
    [string] $ComputerName,
    [string] $Queue = 'logstats-example',
    [pscredential] $Credential
)

Import-Module "$PSScriptRoot/../output/LogStats"

$broker = @{ Queue = $Queue; ComputerName = $ComputerName ? $ComputerName : 'localhost' }
if ($ComputerName -and $ComputerName -ne 'localhost') { $broker.UseTls = $true }
if ($Credential) { $broker.Credential = $Credential }

$published = Get-ElfRecord -LiteralPath $Path -ReadCount 1000 | Export-LogRabbitMq @broker -Persistent -PassThru -WhatIf:(-not $ComputerName)
[pscustomobject]@{ Published = [bool] $ComputerName; Requests = @($published).Count }
if ($ComputerName) { Receive-LogQueue @broker -Timeout 2s | Measure-ElfLog -GroupBy Status }
