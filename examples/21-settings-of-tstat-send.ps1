#Requires -Version 7.6
<#
.SYNOPSIS
    Takes over the config.ini of tstat_send.
.DESCRIPTION
    Writes such a file and shows which parameters of Export-LogRabbitMq mean the same, and what is left out and why. The
    password is not taken over: give -Credential.
.PARAMETER OutputPath
    The folder that the file is written to; made if it is missing.
.EXAMPLE
    ./examples/21-settings-of-tstat-send.ps1 -OutputPath ./settings
#>
[CmdletBinding()]
param(
    [string] $OutputPath = (Join-Path ([IO.Path]::GetTempPath()) 'logstats-settings')
)

Import-Module "$PSScriptRoot/../output/LogStats"

$file = Join-Path (New-Item -ItemType Directory -Path $OutputPath -Force).FullName 'config.ini'
Set-Content $file @'
[rabbit]
host = ${RABBIT_HOST:mq.example.org}
port = ${RABBIT_PORT:5671}
username = tstat
password = ${RABBITMQ_DEFAULT_PASS:guest}
use_ssl = True
vhost = netsage
queue = netsage_tstat
routing_key = netsage_tstat
exchange =

[rabbit_queue_options]
durable = True
x-max-length = 100000

[ssl_options]
ca_certs = /etc/ssl/broker.pem
'@

$config = Import-LogStatsConfig $file -WarningAction Ignore
$config.RabbitMqParameters
$config.RabbitMqParameters.QueueOption
$config.Warnings
