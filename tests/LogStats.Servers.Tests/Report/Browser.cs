using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace LogStats.Servers.Tests.Report;

/// <summary>
/// A headless Chromium of its own, spoken to by the DevTools protocol: what a page says and asks for is heard, and what a
/// person does is done by the same events. Whatever does not come within the time ends in a fault.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly string _folder;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(s_patience);
    private int _last;
    private string _session = "";

    private Browser(Process process, string folder) => (_process, _folder) = (process, folder);

    public static string? Program => Programs.Find("chromium") is null ? null : "chromium";

    /// <summary>What pages wrote to the console as an error, and exceptions that nobody caught.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>All addresses that pages asked for, the page's own first.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("logstats-browser-").FullName;
        Process process = Programs.Start("chromium",
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-extensions", "--no-first-run",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1280,1000", $"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank",
        ]);
        Browser browser = new(process, folder);
        const string Said = "DevTools listening on ";
        string? line;
        do
        {
            line = await process.StandardError.ReadLineAsync(browser._patience.Token)
                ?? throw new InvalidOperationException("Chromium ended before it listened.");
        }
        while (!line.StartsWith(Said, StringComparison.Ordinal));
        _ = process.StandardError.ReadToEndAsync();
        await browser._socket.ConnectAsync(new Uri(line[Said.Length..]), browser._patience.Token);
        await browser.OpenTabAsync();
        return browser;
    }

    /// <summary>Opens a report, and waits until it has drawn itself.</summary>
    public async Task OpenAsync(string path, string hash = "")
    {
        await SendAsync("Page.navigate", new { url = "about:blank" });
        Requests.Clear();
        await SendAsync("Page.navigate", new { url = new Uri(path).AbsoluteUri + (hash.Length > 0 ? $"#{hash}" : "") });
        await ValueAsync("new Promise(done => { const look = () => document.documentElement?.dataset.ready ? done('') : setTimeout(look, 5); look(); })");
    }

    /// <summary>What an expression of JavaScript gives, as text; a promise is waited for.</summary>
    public async Task<string> ValueAsync(string expression)
    {
        JsonElement answer = await SendAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        return answer.TryGetProperty("exceptionDetails", out JsonElement fault)
            ? throw new InvalidOperationException(fault.GetRawText())
            : answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value.ToString() : "";
    }

    /// <summary>The number in a tile, such as Requests.</summary>
    public async Task<string> TileAsync(string label) => await ValueAsync(
        $"[...document.querySelectorAll('.tile')].find(tile => tile.querySelector('.label').textContent === '{label}')?.title ?? ''");

    /// <summary>Types into a field, as a person does.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        await ValueAsync($"document.querySelector('{selector}').focus()");
        await SendAsync("Input.insertText", new { text });
        await ValueAsync("new Promise(done => setTimeout(done, 200))");
    }

    /// <summary>Drags over a chart from one part of its width to another.</summary>
    public async Task DragAsync(string selector, double from, double to)
    {
        string[] box = (await ValueAsync($"(() => {{ const at = document.querySelector('{selector}').getBoundingClientRect(); return [at.left, at.top, at.width, at.height].join(' '); }})()")).Split(' ');
        double[] numbers = [.. box.Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        double y = numbers[1] + (numbers[3] / 2);
        foreach ((string type, double at, int buttons) in ((string, double, int)[])[("mouseMoved", from, 0), ("mousePressed", from, 1), ("mouseMoved", to, 1), ("mouseReleased", to, 0)])
        {
            await SendAsync("Input.dispatchMouseEvent", new { type, x = numbers[0] + (numbers[2] * at), y, button = "left", buttons, clickCount = 1 });
        }
    }

    public Task KeyAsync(string key) => SendAsync("Input.dispatchKeyEvent", new { type = "keyDown", key });

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _patience.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser may still be writing; the folder is of this machine's temporary ones.
        }
    }

    private async Task OpenTabAsync()
    {
        JsonElement target = await SendAsync("Target.createTarget", new { url = "about:blank" });
        JsonElement session = await SendAsync("Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true });
        _session = session.GetProperty("sessionId").GetString()!;
        foreach (string domain in (string[])["Page", "Runtime", "Network", "Log"])
        {
            await SendAsync($"{domain}.enable", new { });
        }
    }

    private async Task<JsonElement> SendAsync(string method, object parameters)
    {
        int id = ++_last;
        Dictionary<string, object> message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session.Length > 0)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, _patience.Token);
        while (true)
        {
            JsonElement answer = await ReceiveAsync();
            if (answer.TryGetProperty("id", out JsonElement of) && of.GetInt32() == id)
            {
                return answer.TryGetProperty("result", out JsonElement result) ? result
                    : throw new InvalidOperationException($"{method}: {answer.GetRawText()}");
            }

            Hear(answer);
        }
    }

    private void Hear(JsonElement said)
    {
        string text = said.GetRawText();
        switch (said.TryGetProperty("method", out JsonElement method) ? method.GetString() : null)
        {
            case "Runtime.exceptionThrown":
            case "Log.entryAdded":
            case "Runtime.consoleAPICalled":
                Errors.Add(text);
                break;
            case "Network.requestWillBeSent":
                Requests.Add(said.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!);
                break;
        }
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[64 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer, _patience.Token);
            message.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonDocument.Parse(message.ToArray()).RootElement;
    }
}
