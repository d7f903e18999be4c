using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogStats.Agent.Tests.Running;
using LogStats.Batches;

namespace LogStats.Agent.Tests.Receiving;

/// <summary>The built receiver, listening on this machine alone, and a client that says of batches what it is told to.</summary>
internal sealed class ReceiverProgram : IAsyncDisposable
{
    public const string Token = "a-good-token";

    private readonly CancellationTokenSource _hang = new(TimeSpan.FromMinutes(3));
    private readonly Process _process;
    private readonly List<JsonElement> _events = [];
    private readonly StringBuilder _error = new();
    private readonly SemaphoreSlim _told = new(0);
    private readonly HttpClientHandler _handler = new() { MaxConnectionsPerServer = 50 };
    private readonly HttpClient _client;
    private readonly Task _reading;

    private ReceiverProgram(Process process)
    {
        _process = process;
        _client = new HttpClient(_handler) { Timeout = TimeSpan.FromMinutes(2) };
        _reading = Task.WhenAll(ReadAsync(), ReadErrorAsync());
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public HttpClientHandler Handler => _handler;

    public int Id => _process.Id;

    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Starts it in a folder, where 'tokens' and 'in' are made if they are not there.</summary>
    public static Task<ReceiverProgram> StartAsync(TempFolder folder, params string[] more)
        => StartAsync(LogStatsProgram.Dotnet, ["exec", LogStatsProgram.Assembly, .. Arguments(folder, more)]);

    public static async Task<ReceiverProgram> StartAsync(string file, params string[] arguments)
    {
        ReceiverProgram program = new(LogStatsProgram.Start(file, arguments));
        JsonElement first = await program.EventAsync("listening");
        program.Address = new Uri(first.GetProperty("Addresses")[0].GetString()!);
        return program;
    }

    public static string[] Arguments(TempFolder folder, params string[] more)
    {
        _ = Directory.CreateDirectory(folder.File("in"));
        if (!File.Exists(folder.File("tokens")))
        {
            Tokens(folder, $"web1 {Token}\nweb2 second-token\nold expired-token until=2020-01-31\n");
        }

        return ["receive", "--directory", folder.File("in"), "--json",
            .. more.Contains("--listen") ? Array.Empty<string>() : ["--listen", "http://127.0.0.1:0"],
            .. more.Contains("--client-ca") || more.Contains("--no-tokens") ? Array.Empty<string>() : ["--tokens", folder.File("tokens")],
            .. more.Where(static one => one != "--no-tokens")];
    }

    public static void Tokens(TempFolder folder, string text)
    {
        _ = folder.Write("tokens", text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.File("tokens"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Waits for the next event of that kind that has not been taken, and takes it.</summary>
    public async Task<JsonElement> EventAsync(string kind)
    {
        while (true)
        {
            lock (_events)
            {
                int at = _events.FindIndex(one => one.GetProperty("Event").GetString() == kind);
                if (at >= 0)
                {
                    JsonElement found = _events[at];
                    _events.RemoveAt(at);
                    return found;
                }
            }

            if (_reading.IsCompleted)
            {
                throw new InvalidOperationException($"The receiver has ended: {Error}");
            }

            // Whatever comes, or the end.
            _ = await Task.WhenAny(_told.WaitAsync(_hang.Token), _reading);
            _hang.Token.ThrowIfCancellationRequested();
        }
    }

    public async Task ErrorAsync(string text)
    {
        while (!Error.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_reading.IsCompleted && !Error.Contains(text, StringComparison.Ordinal), $"It has ended without a word of '{text}': {Error}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, _hang.Token);
        }
    }

    public async Task<(int Status, JsonElement Json, HttpResponseMessage Response)> AskAsync(
        string path, HttpContent? content, string? token = Token, Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(content is null ? HttpMethod.Get : HttpMethod.Post, new Uri(Address, path)) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        change?.Invoke(request);
        HttpResponseMessage response = await _client.SendAsync(request, _hang.Token);
        string text = await response.Content.ReadAsStringAsync(_hang.Token);
        JsonElement json = text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default;
        return ((int)response.StatusCode, json, response);
    }

    public async Task<int> ClaimAsync(string claim = "c1", string token = Token)
        => (await AskAsync(BatchWire.Claims, Json($"{{\"previous\":null,\"next\":\"{claim}\"}}"), token)).Status;

    public Task<(int Status, JsonElement Json, HttpResponseMessage Response)> SendAsync(
        byte[] lines, long start = 0, string? token = Token, Action<HttpContent>? change = null, byte[]? body = null)
    {
        ByteArrayContent content = Content(lines, start, body);
        change?.Invoke(content);
        return AskAsync(BatchWire.Batches, content, token);
    }

    public async Task<string> OutcomeAsync(byte[] lines, long start = 0)
    {
        (int status, JsonElement json, _) = await SendAsync(lines, start);
        return $"{status} {(json.TryGetProperty("outcome", out JsonElement outcome) ? outcome.GetString() : json.GetProperty("error").GetString())}";
    }

    public static ByteArrayContent Content(byte[] lines, long start = 0, byte[]? body = null)
    {
        ByteArrayContent content = new(body ?? lines);
        foreach ((string name, string value) in Head(lines, start))
        {
            _ = content.Headers.TryAddWithoutValidation(name, value);
        }

        return content;
    }

    public static IEnumerable<(string Name, string Value)> Head(byte[] lines, long start = 0) =>
    [
        ("Content-Type", BatchWire.ContentType),
        (BatchWire.File, "f1"),
        (BatchWire.Range, $"{start}-{start + lines.Length}"),
        (BatchWire.Lines, $"{lines.AsSpan().Count((byte)'\n')}"),
        (BatchWire.Length, $"{lines.Length}"),
        (BatchWire.Content, Convert.ToHexStringLower(SHA256.HashData(lines))),
        (BatchWire.Claim, "c1"),
    ];

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async Task<long> HealthAsync(string what) => (await AskAsync(BatchWire.Health, null, null)).Json.GetProperty(what).GetInt64();

    /// <summary>Sends bytes that no client would, and gives the status that they are answered with, and whether the connection was closed then.</summary>
    public async Task<(int Status, bool IsClosed)> RawAsync(string head, byte[]? body = null)
    {
        using TcpClient client = new();
        await client.ConnectAsync(Address.Host, Address.Port, _hang.Token);
        NetworkStream stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), _hang.Token);
            await stream.WriteAsync(body ?? [], _hang.Token);
        }
        catch (IOException)
        {
            // It did not want to hear all of it.
        }

        StringBuilder answer = new();
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                int read = await stream.ReadAsync(buffer, _hang.Token);
                _ = answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
                string text = answer.ToString();
                int blank = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (read == 0 || (blank > 0 && !text.Contains("Connection: close", StringComparison.OrdinalIgnoreCase) && IsWhole(text, blank)))
                {
                    return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0, read == 0);
                }
            }
        }
        catch (IOException)
        {
            string text = answer.ToString();
            return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0, true);
        }
    }

    public string RawHead(byte[] lines, string more, string path = BatchWire.Batches)
        => $"POST {path} HTTP/1.1\r\nHost: {Address.Authority}\r\nAuthorization: Bearer {Token}\r\n"
            + string.Concat(Head(lines).Select(static header => $"{header.Name}: {header.Value}\r\n")) + more + "\r\n";

    public async Task SignalAsync(string name)
    {
        using Process kill = LogStatsProgram.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(_hang.Token);
    }

    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync(_hang.Token);
        await _reading;
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(_hang.Token);
    }

    public long Resident()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _reading;
        _process.Dispose();
        _client.Dispose();
        _handler.Dispose();
        _told.Dispose();
        _hang.Dispose();
    }

    private static bool IsWhole(string text, int blank)
    {
        int at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 || at > blank || text.Length - blank - 4 >= int.Parse(text[(at + 16)..text.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_events)
            {
                _events.Add(JsonDocument.Parse(line).RootElement);
            }

            _ = _told.Release();
        }
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_error)
            {
                _ = _error.AppendLine(line);
            }
        }
    }
}
