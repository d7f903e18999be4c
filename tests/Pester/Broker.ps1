# A RabbitMQ on loopback ports, in a folder of its own, until it is stopped or whoever started it ends in whatever way; and
# messages as any program may send them.

function Get-FreePort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

# Starts a program in a session of its own beside a shell that kills all of it once the pipe of standard input ends.
function Start-Kept([string[]] $Line, [hashtable] $Variable, [string] $Folder) {
    $keeper = 'exec 3<&0 2>/dev/null; setsid "$@" </dev/null >>"$LOGSTATS_OUT" 2>&1 & server=$!; { read -r _ <&3; kill -s KILL -- -$server; } >/dev/null 2>&1 & wait $server'
    $drop = (id -u) -eq 0 ? @('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=-all') : @()
    $start = [Diagnostics.ProcessStartInfo]::new('setsid', [string[]](@('sh', '-c', $keeper, 'sh') + $drop + $Line))
    $start.WorkingDirectory = $Folder
    $start.RedirectStandardInput = $true
    foreach ($name in $Variable.Keys) { $start.Environment[$name] = "$($Variable[$name])" }
    [Diagnostics.Process]::Start($start)
}

function Start-Broker([string] $Program) {
    $folder = (Test-Path /dev/shm) ? (New-Item -ItemType Directory "/dev/shm/logstats-rabbit-$([guid]::NewGuid().ToString('N'))").FullName :
        [IO.Directory]::CreateTempSubdirectory('logstats-rabbit-').FullName
    $port, $names, $between = (Get-FreePort), (Get-FreePort), (Get-FreePort)
    Set-Content "$folder/rabbitmq.conf" "listeners.tcp.1 = 127.0.0.1:$port", 'disk_free_limit.absolute = 1MB', 'vm_memory_high_watermark.absolute = 512MB'
    Set-Content "$folder/enabled_plugins" '[].'
    Set-Content "$folder/out" '' -NoNewline
    if ((id -u) -eq 0) { chown -R 65534:65534 $folder }
    $variables = @{
        HOME = $folder; LANG = 'C.UTF-8'; LOGSTATS_OUT = "$folder/out"; ERL_EPMD_PORT = $names; ERL_EPMD_ADDRESS = '127.0.0.1'
        RABBITMQ_NODENAME = "logstats$port@localhost"; RABBITMQ_CONFIG_FILE = "$folder/rabbitmq.conf"; RABBITMQ_MNESIA_BASE = "$folder/mnesia"
        RABBITMQ_LOG_BASE = "$folder/log"; RABBITMQ_LOGS = '-'; RABBITMQ_ENABLED_PLUGINS_FILE = "$folder/enabled_plugins"
        RABBITMQ_PID_FILE = "$folder/pid"; RABBITMQ_DIST_PORT = $between; RABBITMQ_CONF_ENV_FILE = '/dev/null'
        RABBITMQ_GENERATED_CONFIG_DIR = "$folder/gen"
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS = '-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none'
    }
    $broker = @{ Folder = $folder; Port = $port; Kept = @(Start-Kept 'epmd', '-port', $names, '-address', '127.0.0.1' $variables $folder) }
    $broker.Kept += Start-Kept $Program $variables $folder
    while (-not (Select-String -LiteralPath "$folder/out" -SimpleMatch 'Server startup complete' -Quiet)) {
        if ($broker.Kept[1].WaitForExit(50)) { throw "RabbitMQ did not start: $(Get-Content -Raw "$folder/out")" }
    }
    $broker
}

function Stop-Broker([hashtable] $Broker) {
    if ($Broker.Connection) { $Broker.Connection.Dispose() }
    foreach ($kept in $Broker.Kept[1, 0]) {
        $kept.StandardInput.Close()
        $kept.WaitForExit()
    }

    # What Erlang started beside the node goes a moment after it.
    for ($try = 0; (Test-Path $Broker.Folder) -and $try -lt 100; $try++) { Remove-Item -Recurse -Force $Broker.Folder -ErrorAction Ignore }
}

# A channel of the bare client library, as another program would have it.
function Get-BrokerChannel([hashtable] $Broker) {
    if (-not $Broker.Channel) {
        $null = [Reflection.Assembly]::LoadFrom("$(Split-Path $ModulePath)/bin/deps/RabbitMQ.Client.dll")
        $factory = [RabbitMQ.Client.ConnectionFactory]::new()
        $factory.HostName, $factory.Port = '127.0.0.1', $Broker.Port
        $Broker.Connection = $factory.CreateConnectionAsync().GetAwaiter().GetResult()
        $Broker.Channel = $Broker.Connection.CreateChannelAsync([RabbitMQ.Client.CreateChannelOptions]::new($true, $true, $null, $null)).GetAwaiter().GetResult()
    }

    $Broker.Channel
}

function New-BrokerQueue([hashtable] $Broker, [string] $Queue, [hashtable] $Option = @{}) {
    $options = [Collections.Generic.Dictionary[string, object]]::new()
    foreach ($name in $Option.Keys) { $options[$name] = $Option[$name] }
    $null = (Get-BrokerChannel $Broker).QueueDeclareAsync($Queue, $true, $false, $false, $options, $false, $false, [Threading.CancellationToken]::None).GetAwaiter().GetResult()
}

function Send-BrokerText([hashtable] $Broker, [string] $Queue, [string] $Text, [string] $Id) {
    $channel = Get-BrokerChannel $Broker
    $properties = [RabbitMQ.Client.BasicProperties]::new()
    if ($Id) { $properties.MessageId = $Id }
    $body = [ReadOnlyMemory[byte]]::new([Text.Encoding]::UTF8.GetBytes($Text))
    $channel.BasicPublishAsync[RabbitMQ.Client.BasicProperties]('', $Queue, $true, $properties, $body, [Threading.CancellationToken]::None).AsTask().GetAwaiter().GetResult()
}

# How many messages wait in a queue, not counting those that somebody holds.
function Get-BrokerCount([hashtable] $Broker, [string] $Queue) {
    (Get-BrokerChannel $Broker).MessageCountAsync($Queue, [Threading.CancellationToken]::None).GetAwaiter().GetResult()
}
