#Requires -Version 7.6
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # Answers every request with a status, and gives back what came: method, path, headers and body.
    function Start-Server([int] $Status = 204) {
        $port = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $port.Start()
        $address = "http://127.0.0.1:$($port.LocalEndpoint.Port)/"
        $port.Stop()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add($address)
        $listener.Start()
        $came = [Collections.Concurrent.ConcurrentQueue[object]]::new()
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($listener, $came, $status)
                while ($true) {
                    try { $context = $listener.GetContext() } catch { return }
                    $body = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
                    if ($context.Request.HttpMethod -ne 'OPTIONS') {
                        $came.Enqueue([pscustomobject]@{
                                Method = $context.Request.HttpMethod; Path = $context.Request.RawUrl; Body = $body
                                Token = $context.Request.Headers['Authorization']; Team = $context.Request.Headers['X-Team']
                                Key = $context.Request.Headers['Idempotency-Key']; Type = $context.Request.ContentType
                            })
                        $context.Response.StatusCode = $status
                    }
                    else { $context.Response.StatusCode = 204 }
                    $context.Response.Close()
                }
            }).AddArgument($listener).AddArgument($came).AddArgument($Status)
        [pscustomobject]@{ Uri = "${address}logs"; Came = $came; Listener = $listener; Shell = $shell; Run = $shell.BeginInvoke() }
    }

    function Stop-Server($Server) {
        $Server.Listener.Close()
        $null = $Server.Shell.EndInvoke($Server.Run)
        $Server.Shell.Dispose()
    }
}

Describe 'Export-LogHttp' {
    Context 'Parameters' {
        It 'can be asked what if, and shows no secret' {
            $log = New-Log whatif.log
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($Module, $Log) Import-Module $Module; Get-RsyncEvent $Log | Export-LogHttp "http://localhost:1/logs?key=s3cret" -Header @{ "X-Key" = "s3cret" } -Verbose -WhatIf').
                AddArgument($ModulePath).AddArgument($log)
            $null = $shell.Invoke()
            "$($shell.Streams.Verbose) $($shell.Streams.Error)" | Should -Not -Match s3cret
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Dispose()
        }

        It 'refuses a header with a line end, and does not repeat it' {
            $found = Get-FirstError { Get-RsyncEvent (New-Log header.log) | Export-LogHttp http://localhost:1/ -Header @{ 'X-Key' = "s3cret`r`nHost: other" } }
            $found.FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
            "$found" | Should -Not -Match s3cret
        }

        It 'refuses a token that would go in the clear' {
            $token = ConvertTo-SecureString s3cret -AsPlainText
            $found = Get-FirstError { Get-RsyncEvent (New-Log clear.log) | Export-LogHttp http://server.example/ -Token $token }
            $found.FullyQualifiedErrorId | Should -BeLike 'ConfigInvalid,*'
            $found.ErrorDetails.RecommendedAction | Should -Match AllowUnencryptedAuthentication
            { Get-RsyncEvent (New-Log clear.log) | Export-LogHttp http://server.example/ -Token $token -AllowUnencryptedAuthentication -WhatIf } | Should -Not -Throw
        }

        It 'offers the forms' {
            $line = 'Export-LogHttp http://localhost:1 -As J'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be JsonArray, JsonLines
        }
    }

    Context 'Input' {
        It 'sends every record, in messages with names that stay' {
            $server = Start-Server
            try {
                $log = New-Log sent.log
                $made = @(Get-RsyncEvent $log -Kind All)
                $token = ConvertTo-SecureString t0ken -AsPlainText
                1..2 | ForEach-Object { Get-RsyncEvent $log -Kind All | Export-LogHttp $server.Uri -Token $token -Header @{ 'X-Team' = ConvertTo-SecureString blue -AsPlainText } -MessageSize 3 }
                $came = @($server.Came)
                @($came.Body | ConvertFrom-Json).Count | Should -Be ($made.Count * 2)
                @($came.Key | Select-Object -Unique).Count | Should -Be ($came.Count / 2)
                $came[0].Token | Should -Be 'Bearer t0ken'
                $came[0].Team | Should -Be blue
                $came[0].Type | Should -Be application/json
            }
            finally { Stop-Server $server }
        }

        It 'sends lines, by PUT, to an address of their own' {
            $server = Start-Server
            try {
                Get-RsyncEvent (New-Log lines.log) | Export-LogHttp "$($server.Uri)/{id}" -Method Put -As JsonLines
                $came = @($server.Came)
                $came[0].Method | Should -Be PUT
                $came[0].Path | Should -Be "/logs/$($came[0].Key.Trim('"'))"
                @($came[0].Body.TrimEnd("`n") -split "`n" | ConvertFrom-Json).Count | Should -Be 2
            }
            finally { Stop-Server $server }
        }
    }

    Context 'Output' {
        It 'gives nothing, or with -PassThru what is stored' {
            $server = Start-Server
            try {
                $log = New-Log pass.log
                Get-RsyncEvent $log | Export-LogHttp $server.Uri | Should -BeNullOrEmpty
                Get-RsyncEvent $log | Export-LogHttp $server.Uri -PassThru | Should -BeOfType LogStats.RsyncEvent
            }
            finally { Stop-Server $server }
        }
    }

    Context 'Errors' {
        It 'says that nobody listens, and how to go on' {
            $found = Get-FirstError { Get-RsyncEvent (New-Log away.log) | Export-LogHttp http://localhost:1/logs -MaxRetry 0 }
            $found.FullyQualifiedErrorId | Should -BeLike 'SinkConnect,*'
            "$found" | Should -Match 'nobody listens'
        }

        It 'says that the token is wrong' {
            $server = Start-Server 403
            try {
                $found = Get-FirstError { Get-RsyncEvent (New-Log token.log) | Export-LogHttp $server.Uri }
                $found.FullyQualifiedErrorId | Should -BeLike 'SinkAuthentication,*'
            }
            finally { Stop-Server $server }
        }

        It 'keeps refused rows with the reason' {
            $server = Start-Server 422
            try {
                $reject = "$TestDrive/refused.jsonl"
                $null = Get-RsyncEvent (New-Log refused.log) | Export-LogHttp $server.Uri -RejectPath $reject -ErrorVariable found -ErrorAction SilentlyContinue
                $found[0].FullyQualifiedErrorId | Should -BeLike 'SinkRejected,*'
                (Get-Content $reject | ConvertFrom-Json).RefusedBecause | Should -Be (@('it answered 422') * 2)
            }
            finally { Stop-Server $server }
        }
    }

    Context 'Stopping' {
        It 'ends with the pipeline' {
            $server = Start-Server
            try {
                Get-RsyncEvent (New-Log stop.log) | Export-LogHttp $server.Uri -BatchSize 1 -PassThru | Select-Object -First 1 | Should -BeOfType LogStats.RsyncEvent
            }
            finally { Stop-Server $server }
        }
    }
}
