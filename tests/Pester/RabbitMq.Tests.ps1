#Requires -Version 7.6
<#
    Export-LogRabbitMq and Receive-LogQueue in a real PowerShell against a real broker, which is started once for both in a folder
    of its own and, where root runs the tests, as nobody. Skipped where there is no such broker.
#>
BeforeDiscovery {
    $program = '/usr/lib/rabbitmq/bin/rabbitmq-server'
    $found = (Test-Path $program) -and @(Get-Command epmd, setsid -ErrorAction Ignore).Count -eq 2
}

Describe 'A queue of RabbitMQ' -Skip:(-not $found) -ForEach @{ program = $program } {
    BeforeAll {
        . "$PSScriptRoot/Common.ps1"
        . "$PSScriptRoot/Broker.ps1"
        $broker = Start-Broker $program
        $at = @{ ComputerName = '127.0.0.1'; Port = $broker.Port }
        $queues = @{ last = 0 }
        $log = New-Log rabbit.log
        $tstat = "$PSScriptRoot/../data/tstat"

        function New-QueueName { "q$((++$queues.last))" }

        # Records through the broker and back, in messages of two.
        function Invoke-Round([object[]] $Record) {
            $queue = New-QueueName
            $Record | Export-LogRabbitMq $queue @at -BatchSize 2
            Receive-LogQueue $queue @at -Timeout 30s -Count ([Math]::Ceiling($Record.Count / 2))
        }

        # All that a record knows, as text: times and spans to the tick.
        function Get-Shape([object] $Record, [string[]] $Except) {
            foreach ($property in $Record.PSObject.Properties | Where-Object Name -notin $Except) {
                $value = $property.Value
                "$($property.Name)=$($value -is [Collections.IDictionary] ? ($value | ConvertTo-Json -Compress) :
                    $value -is [DateTimeOffset] ? $value.ToString('o') : "$value")"
            }
        }
    }

    AfterAll { if ($broker) { Stop-Broker $broker } }

    Describe 'Export-LogRabbitMq' {
        Context 'Parameters' {
            It 'makes a queue as its options say, and names the option in which one that is there differs' {
                $queue = New-QueueName
                Get-RsyncEvent $log | Export-LogRabbitMq $queue @at -QueueOption @{ 'x-max-length' = '5000'; durable = 'true' }
                Get-RsyncEvent $log | Export-LogRabbitMq $queue @at -QueueOption @{ 'x-max-length' = 5000 }
                $found = Get-FirstError { Get-RsyncEvent $log | Export-LogRabbitMq $queue @at -QueueOption @{ 'x-max-length' = 7 } }
                $found.FullyQualifiedErrorId | Should -BeLike 'SchemaMismatch,*'
                "$found" | Should -BeLike '*x-max-length is 5000 there, and 7 was asked for.'
                Get-BrokerCount $broker $queue | Should -Be 2
            }

            It 'sends through an exchange to a queue that it binds' {
                $queue = New-QueueName
                Get-RsyncEvent $log | Export-LogRabbitMq $queue @at -Exchange amq.topic -RoutingKey log.rsync
                Get-BrokerCount $broker $queue | Should -Be 1
                Get-RsyncEvent $log | Export-LogRabbitMq @at -Exchange amq.topic -RoutingKey log.rsync -NoDeclare
                Get-BrokerCount $broker $queue | Should -Be 2
            }

            It 'asks for nothing that makes no sense' -ForEach @(
                @{ with = @{} }
                @{ with = @{ Queue = 'a'; QueueOption = @{ durable = 'perhaps' } } }
                @{ with = @{ Queue = 'a'; QueueOption = @{ exclusive = $true } } }
                @{ with = @{ Queue = 'a'; RoutingKey = 'b' } }
            ) {
                (Get-FirstError { Get-RsyncEvent $log | Export-LogRabbitMq @at @with }).FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
            }

            It 'only says what it would do with -WhatIf' {
                Get-RsyncEvent $log | Export-LogRabbitMq not-made @at -WhatIf
                (Get-FirstError { Receive-LogQueue not-made @at -Timeout 10ms }).FullyQualifiedErrorId | Should -BeLike 'TableMissing,*'
            }
        }

        Context 'Input' {
            It 'sends records that come back as what they were: <name>' -ForEach @(
                @{ name = 'RsyncEvent'; read = { Get-RsyncEvent $log -Kind All } }
                @{ name = 'ElfRecord'; read = { Get-ElfRecord (New-Log web.log $WebLines) } }
                @{ name = 'PgBouncerEvent'; read = { Get-PgBouncerEvent "$PSScriptRoot/../../examples/pgbouncer/pgbouncer.log" -WarningAction Ignore } }
                @{ name = 'TstatFlow'; read = { Get-TstatFlow "$tstat/log_tcp_complete", "$tstat/log_udp_complete" -WarningAction Ignore } }
            ) {
                $sent = @(& $read)
                $back = @(Invoke-Round $sent)
                $back.Count | Should -Be $sent.Count
                for ($i = 0; $i -lt $sent.Count; $i++) {
                    $back[$i] | Should -BeOfType "LogStats.$name"
                    Get-Shape $back[$i] MessageId, Redelivered | Should -Be @(Get-Shape $sent[$i])
                }
            }

            It 'sends rows of other logs of tstat with all their columns' {
                $path = Join-Path $TestDrive log_chat_complete
                Set-Content $path '#c_ip:1 c_port:2 nick:3 msg:4', '192.0.2.4 40112 - bad"quote', '192.0.2.5 40113 ann é'
                $sent = @(Get-TstatFlow $path -WarningAction Ignore)
                $sent | Should -BeOfType LogStats.TstatRow
                $back = @(Invoke-Round $sent)
                $back | Should -BeOfType LogStats.TstatRow
                @($back | ForEach-Object { $_.Columns | ConvertTo-Json -Compress }) | Should -Be @($sent | ForEach-Object { $_.Columns | ConvertTo-Json -Compress })
            }

            It 'sends the documents of the original as they are: <log>' -ForEach @{ log = 'log_tcp_complete' }, @{ log = 'log_udp_complete' } {
                $golden = @(Get-Content "$tstat/$log.golden.jsonl")
                $sent = @(Get-TstatFlow "$tstat/$log" -As Original -Sensor sensor-1 -WarningAction Ignore)
                $back = @(Invoke-Round $sent)
                $back.Count | Should -Be $golden.Count
                for ($i = 0; $i -lt $golden.Count; $i++) {
                    $back[$i] | Select-Object type, interval, values, meta, start, end | ConvertTo-Json -Compress -Depth 5 |
                        Should -BeExactly $golden[$i]
                }
            }

            It 'sends summaries, and records of two kinds in a message' {
                $back = @(Invoke-Round @((Get-RsyncEvent $log)[0], (Measure-RsyncEvent $log)))
                $back.Count | Should -Be 2
                $back[0].Module | Should -Be pub
                $back[1].Transfers | Should -Be 2
            }
        }

        Context 'Output' {
            It 'gives nothing, and each record that is confirmed with -PassThru' {
                $queue = New-QueueName
                Get-RsyncEvent $log | Export-LogRabbitMq $queue @at | Should -BeNullOrEmpty
                (Get-RsyncEvent $log | Export-LogRabbitMq $queue @at -PassThru).Module | Should -Be pub, incoming
                Get-BrokerCount $broker $queue | Should -Be 2
            }

            It 'passes nothing on that a full queue refused' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue @{ 'x-max-length' = 1; 'x-overflow' = 'reject-publish' }
                Send-BrokerText $broker $queue '[1]'
                $found = $null
                $passed = @(try { Get-RsyncEvent $log | Export-LogRabbitMq $queue @at -PassThru -MaxRetry 0 -BatchSize 1 } catch { $found = $_ })
                $found.FullyQualifiedErrorId | Should -BeLike 'SinkRejected,*'
                "$found" | Should -BeLike '*is full*'
                $passed | Should -BeNullOrEmpty
            }

            It 'names messages alike in every run' {
                $queue = New-QueueName
                1..2 | ForEach-Object { Get-RsyncEvent $log -Kind All | Export-LogRabbitMq $queue @at -BatchSize 2 -BatchInterval 1d }
                $all = @(Receive-LogQueue $queue @at -Timeout 30s -Count 6)
                $all.Count | Should -Be 12
                @($all.MessageId | Sort-Object -Unique).Count | Should -Be 3
            }
        }

        Context 'Errors' {
            It 'says what is wrong with <what>' -ForEach @(
                @{ what = 'a password'; with = { @{ Credential = [pscredential]::new('guest', (ConvertTo-SecureString 'hidden-one' -AsPlainText)) } }; id = 'SinkAuthentication' }
                @{ what = 'a virtual host'; with = { @{ VirtualHost = 'nowhere' } }; id = 'SinkConnect' }
                @{ what = 'an exchange'; with = { @{ Exchange = 'nowhere' } }; id = 'TableMissing' }
                @{ what = 'a queue that has to be there'; with = { @{ QueueOption = @{ passive = $true } } }; id = 'TableMissing' }
                @{ what = 'another machine without TLS'; with = { @{ ComputerName = 'mq.example.org' } }; id = 'SinkConnect' }
            ) {
                $parameters = $at.Clone()
                $more = & $with
                foreach ($name in $more.Keys) { $parameters[$name] = $more[$name] }
                $found = Get-FirstError { Get-RsyncEvent $log | Export-LogRabbitMq none @parameters -MaxRetry 0 }
                $found.FullyQualifiedErrorId | Should -BeLike "$id,*"
                $found.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
                $found | Format-List -Force * | Out-String | Should -Not -Match 'hidden-one'
            }

            It 'says what no queue takes' {
                $found = Get-FirstError { Get-RsyncEvent $log | Export-LogRabbitMq @at -Exchange amq.direct -RoutingKey to-nobody }
                $found.FullyQualifiedErrorId | Should -BeLike 'SinkRejected,*'
                "$found" | Should -BeLike '*NO_ROUTE*'
            }

            It 'says that nobody is there' {
                $found = Get-FirstError { Get-RsyncEvent $log | Export-LogRabbitMq a -ComputerName 127.0.0.1 -Port (Get-FreePort) -MaxRetry 0 }
                $found.FullyQualifiedErrorId | Should -BeLike 'SinkConnect,*'
            }
        }

        Context 'Stopping' {
            It 'ends when it is asked to' {
                $long = New-LongLog stop.gz -Megabytes 100
                $stop = Measure-Stop "Get-RsyncEvent `$Path -Kind File | Export-LogRabbitMq stopped -ComputerName 127.0.0.1 -Port $($at.Port)" $long -AfterMilliseconds 800
                $stop.State | Should -Be Stopped
            }
        }
    }

    Describe 'Receive-LogQueue' {
        Context 'Parameters' {
            It 'takes as many messages as -Count says, and leaves the others' {
                $queue = New-QueueName
                1..3 | ForEach-Object { New-BrokerQueue $broker $queue } { Send-BrokerText $broker $queue "[$_]" }
                Receive-LogQueue $queue @at -Timeout 30s -Count 2 | Should -Be 1, 2
                Receive-LogQueue $queue @at -Timeout 30s -Count 1 | Should -Be 3
                Get-BrokerCount $broker $queue | Should -Be 0
            }

            It 'ends when nothing has come for -Timeout' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue
                Receive-LogQueue $queue @at -Timeout 10ms | Should -BeNullOrEmpty
            }

            It 'gives a message that came twice once with -Unique, and both without' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue
                foreach ($id in 'a', 'b', 'a', 'c', 'a', 'b', 'a', 'c') { Send-BrokerText $broker $queue "[{""Id"":""$id""}]" $id }
                (Receive-LogQueue $queue @at -Timeout 30s -Count 4 -Unique).Id | Should -Be a, b, c
                (Receive-LogQueue $queue @at -Timeout 30s -Count 4).Id | Should -Be a, b, a, c
                Get-BrokerCount $broker $queue | Should -Be 0
            }
        }

        Context 'Input' {
            It 'reads what any program sends' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue
                Send-BrokerText $broker $queue '{"n":5,"when":"2019-03-05T03:26:40Z","in":{"a":[1,null]}}' own-id
                $row = Receive-LogQueue $queue @at -Timeout 30s -Count 1
                $row.n | Should -Be 5
                $row.when | Should -BeOfType DateTimeOffset
                $row.in.a | Should -Be 1, $null
                $row.MessageId | Should -Be own-id
                $row.Redelivered | Should -BeFalse
            }
        }

        Context 'Output' {
            It 'gives records that other commands take' {
                $queue = New-QueueName
                Get-RsyncEvent $log | Export-LogRabbitMq $queue @at
                (Receive-LogQueue $queue @at -Timeout 30s -Count 1 | Measure-RsyncEvent).Sessions | Should -Be (Measure-RsyncEvent $log).Sessions
            }

            It 'stores a message once that came twice' {
                $queue = New-QueueName
                1..2 | ForEach-Object { Get-RsyncEvent $log | Export-LogRabbitMq $queue @at }
                @(Receive-LogQueue $queue @at -Timeout 30s -Count 2 | Export-LogSqlite "$TestDrive/queue.db" -PassThru).Count | Should -Be 4
                @(Get-RsyncEvent $log | Export-LogSqlite "$TestDrive/other.db" -PassThru).Count | Should -Be 2
                (Get-Item "$TestDrive/queue.db").Length | Should -Be (Get-Item "$TestDrive/other.db").Length
            }

            It 'shows rows of any program as a table of their columns' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue
                Send-BrokerText $broker $queue '[{"Name":"one","Size":5},{"Name":"two","Size":6}]' 0123456789abcdef0123456789abcdef
                $text = Receive-LogQueue $queue @at -Timeout 30s -Count 1 | Out-String -Width 100
                $text | Should -Match '(?m)^Name +Size'
                $text | Should -Match '(?m)^two +6'
            }
        }

        Context 'Errors' {
            It 'says that there is no such queue' {
                (Get-FirstError { Receive-LogQueue nowhere @at -MaxRetry 0 }).FullyQualifiedErrorId | Should -BeLike 'TableMissing,*'
            }

            It 'says that nobody gets in' {
                $credential = [pscredential]::new('guest', (ConvertTo-SecureString wrong -AsPlainText))
                (Get-FirstError { Receive-LogQueue a @at -Credential $credential -MaxRetry 0 }).FullyQualifiedErrorId | Should -BeLike 'SinkAuthentication,*'
            }

            It 'leaves what it cannot read in the queue, and gives what stands behind it' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue
                Send-BrokerText $broker $queue '{"torn":' poison
                Send-BrokerText $broker $queue '[7]'
                $said = $null
                Receive-LogQueue $queue @at -Timeout 30s -Count 2 -ErrorAction SilentlyContinue -ErrorVariable said | Should -Be 7
                $said[0].FullyQualifiedErrorId | Should -BeLike 'FormatMismatch,*'
                "$($said[0])" | Should -BeLike "*'poison'*"
                $null = Receive-LogQueue $queue @at -Timeout 30s -Count 1 -ErrorAction SilentlyContinue -ErrorVariable said
                "$($said[0])" | Should -BeLike "*'poison'*"
            }

            It 'ends where as much as -Prefetch cannot be read' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue
                1..3 | ForEach-Object { Send-BrokerText $broker $queue 'no JSON' }
                { Receive-LogQueue $queue @at -Timeout 30s -Prefetch 2 -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'FormatMismatch,*'
            }

            It 'keeps it in the file of -RejectPath' {
                $queue = New-QueueName
                New-BrokerQueue $broker $queue
                Send-BrokerText $broker $queue '{"torn":' poison
                $null = Receive-LogQueue $queue @at -Timeout 30s -Count 1 -RejectPath "$TestDrive/poison.jsonl" -ErrorAction SilentlyContinue -ErrorVariable said
                $said[0].FullyQualifiedErrorId | Should -BeLike 'FormatMismatch,*'
                $kept = Get-Content "$TestDrive/poison.jsonl" | ConvertFrom-Json
                $kept.Body, $kept.MessageId | Should -Be '{"torn":', 'poison'
                Get-BrokerCount $broker $queue | Should -Be 0
            }

            It 'gives it to the dead letters with -DeadLetter' {
                $queue, $dead = (New-QueueName), (New-QueueName)
                New-BrokerQueue $broker $dead
                New-BrokerQueue $broker $queue @{ 'x-dead-letter-exchange' = ''; 'x-dead-letter-routing-key' = $dead }
                Send-BrokerText $broker $queue '{"torn":' poison
                $null = Receive-LogQueue $queue @at -Timeout 30s -Count 1 -DeadLetter -ErrorAction SilentlyContinue
                $null = Receive-LogQueue $dead @at -Timeout 30s -Count 1 -ErrorAction SilentlyContinue -ErrorVariable said
                "$($said[0])" | Should -BeLike "*'poison'*"
                Get-BrokerCount $broker $queue | Should -Be 0
            }
        }

        Context 'Stopping' {
            It 'leaves what the pipeline did not take to the next who asks' {
                $queue = New-QueueName
                Get-RsyncEvent $log -Kind All | Export-LogRabbitMq $queue @at -BatchSize 2
                $first = Receive-LogQueue $queue @at -Timeout 30s | Select-Object -First 3
                $again = @(Receive-LogQueue $queue @at -Timeout 30s -Count 2)
                $again.Count | Should -Be 4
                $first[2].MessageId | Should -Be $again[0].MessageId
                $again[0].Redelivered | Should -BeTrue
                Get-BrokerCount $broker $queue | Should -Be 0
            }

            It 'ends when it is asked to, while it waits' {
                New-BrokerQueue $broker waited-for
                $stop = Measure-Stop "Receive-LogQueue waited-for -ComputerName 127.0.0.1 -Port $($at.Port)" -AfterMilliseconds 500
                $stop.State | Should -Be Stopped
            }
        }
    }
}
