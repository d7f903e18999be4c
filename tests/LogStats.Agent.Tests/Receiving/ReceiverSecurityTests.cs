using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using LogStats.Agent.Tests.Running;
using LogStats.Batches;

namespace LogStats.Agent.Tests.Receiving;

/// <summary>What the real receiver answers to what nobody should send. One method for each row of the list of bad inputs.</summary>
public sealed class ReceiverSecurityTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private ReceiverProgram _it = null!;

    public async Task InitializeAsync()
    {
        _it = await ReceiverProgram.StartAsync(_folder, "--limit-batch", "1MB", "--patience", "2s");
        Assert.Equal(200, await _it.ClaimAsync());
    }

    public async Task DisposeAsync()
    {
        await _it.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Row_01_no_token_a_wrong_one_an_old_one_or_one_in_the_address()
    {
        byte[] lines = ReceiverLines.Of(1);
        foreach (string? token in (string?[])[null, "", "wrong", ReceiverProgram.Token + "x", ReceiverProgram.Token[..^1], "expired-token", new string('x', 4000)])
        {
            Assert.Equal(401, (await _it.SendAsync(lines, token: token)).Status);
        }

        Assert.Equal(401, (await _it.AskAsync($"{BatchWire.Batches}?token={ReceiverProgram.Token}&access_token={ReceiverProgram.Token}", ReceiverProgram.Content(lines), null)).Status);
        Assert.Equal(401, (await _it.AskAsync(BatchWire.Marks, ReceiverProgram.Json("{\"files\":[\"f1\"]}"), null)).Status);
        Assert.Equal(401, (await _it.AskAsync(BatchWire.Claims, ReceiverProgram.Json("{\"next\":\"c2\"}"), null)).Status);
        Assert.Empty(ReceiverLines.Everything(_folder));
        Assert.Equal(10, await _it.HealthAsync("refused"));
        await _it.EventAsync("alarm");
        Assert.DoesNotContain("token-", _it.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ReceiverProgram.Token, _it.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("expired", _it.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_02_a_token_is_of_one_source_whatever_the_request_says()
    {
        byte[] lines = ReceiverLines.Of(1);
        await using ReceiverProgram only = await OtherAsync("--listen", "http://127.0.0.1:0=web2");
        Assert.Equal(403, (await only.SendAsync(lines)).Status);
        Assert.Equal(200, await only.ClaimAsync(token: "second-token"));

        // The claim of one source is nothing to another.
        Assert.Equal(403, (await _it.SendAsync(lines, token: "second-token")).Status);
        Assert.Equal(200, (await _it.SendAsync(lines, change: static content => content.Headers.Add("LogStats-Source", "web2"))).Status);
        Assert.Equal(["web1"], Directory.GetDirectories(_folder.File("in")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    public async Task Row_05_tokens_over_plain_http_from_other_machines_are_refused_at_the_start(string address)
    {
        ProgramResult result = await LogStatsProgram.RunAsync(ReceiverProgram.Arguments(_folder, "--listen", $"http://{address}:0", "--state", _folder.File("other.db")));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("--allow-unencrypted", result.Error, StringComparison.Ordinal);
        await using ReceiverProgram allowed = await OtherAsync("--listen", $"http://{address}:0", "--allow-unencrypted");
    }

    [Theory]
    [InlineData("../../etc/x")]
    [InlineData("/abs")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("C:x")]
    [InlineData("a%00b")]
    [InlineData("%2e%2e")]
    [InlineData("a b")]
    [InlineData("f1,f2")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Row_06_names_that_a_path_could_trip_over(string name)
    {
        Assert.Equal(400, (await SendAsync(BatchWire.File, name)).Status);
        Assert.Equal(400, (await SendAsync(BatchWire.Claim, name)).Status);
        Assert.Equal(400, (await _it.AskAsync(BatchWire.Marks, ReceiverProgram.Json(JsonSerializer.Serialize(new { files = (string[])[name] })))).Status);
        Assert.Equal(400, (await _it.AskAsync(BatchWire.Claims, ReceiverProgram.Json(JsonSerializer.Serialize(new { next = name })))).Status);
        Assert.Empty(ReceiverLines.Everything(_folder));
        ReceiverProgram.Tokens(_folder, $"{name} a-token\n");
        Assert.Equal(3, (await LogStatsProgram.RunAsync(ReceiverProgram.Arguments(_folder, "--state", _folder.File("other.db")))).ExitCode);
    }

    [UnixFact]
    public async Task Row_07_a_link_in_the_store_is_not_followed()
    {
        _ = Directory.CreateDirectory(_folder.File("etc"));
        _ = Directory.CreateSymbolicLink(Path.Join(_folder.File("in"), "web1"), _folder.File("etc"));

        (int status, _, HttpResponseMessage response) = await _it.SendAsync(ReceiverLines.Of(1));

        Assert.Equal(503, status);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("etc")));
        Assert.Equal("DiskError", (await _it.EventAsync("alarm")).GetProperty("Kind").GetString());
    }

    [Fact]
    public async Task Row_08_bodies_whose_length_is_not_what_was_said()
    {
        byte[] lines = ReceiverLines.Of(1, 2);
        byte[] large = new byte[(1 << 20) + 1];
        large.AsSpan().Fill((byte)'\n');
        Assert.Equal(413, (await _it.SendAsync(large)).Status);
        Assert.Equal(400, (await SendAsync(BatchWire.Length, "7")).Status);
        Assert.Equal((413, true), await _it.RawAsync(_it.RawHead(lines, "Content-Length: 99999999999\r\n").Replace($"{BatchWire.Length}: {lines.Length}", $"{BatchWire.Length}: 99999999999", StringComparison.Ordinal)
            .Replace($"{BatchWire.Range}: 0-{lines.Length}", $"{BatchWire.Range}: 0-99999999999", StringComparison.Ordinal)));
        Assert.Equal((400, true), await _it.RawAsync(_it.RawHead(lines, "Content-Length: -5\r\n")));
        Assert.Equal((400, true), await _it.RawAsync(_it.RawHead(lines, $"Content-Length: {lines.Length}\r\nContent-Length: 3\r\n"), lines));
        Assert.Equal((400, true), await _it.RawAsync(_it.RawHead(lines, $"Content-Length: {lines.Length}\r\nTransfer-Encoding: chunked\r\n"), lines));
        Assert.Equal((411, true), await _it.RawAsync(_it.RawHead(lines, "Transfer-Encoding: chunked\r\n"), Encoding.ASCII.GetBytes(new string('f', 100_000))));
        Assert.Equal((411, true), await _it.RawAsync(_it.RawHead(lines, "")));
        Assert.Equal((400, true), await _it.RawAsync(_it.RawHead(lines, $"Content-Length: {lines.Length + 1}\r\n"), lines));
        Assert.Equal((400, true), await _it.RawAsync(_it.RawHead(lines, $"Content-Length: {lines.Length - 1}\r\n"), lines));
        Assert.Empty(ReceiverLines.Everything(_folder));
    }

    [Fact]
    public async Task Row_09_bombs_and_what_is_no_gzip()
    {
        byte[] bomb = new byte[1 << 20];
        bomb.AsSpan().Fill((byte)'\n');
        byte[] small = TempFolder.Gzip(bomb);
        Assert.True(small.Length * 100 < bomb.Length);
        Assert.Equal(413, (await GzipAsync(bomb, small)).Status);

        // It says that it is small, and is not.
        byte[] lines = ReceiverLines.Of(1, 2);
        Assert.Equal(413, (await GzipAsync(lines, TempFolder.Gzip([.. lines, .. bomb]))).Status);
        Assert.Equal(400, (await GzipAsync(lines, TempFolder.Gzip(TempFolder.Gzip(lines)))).Status);
        Assert.Equal(400, (await GzipAsync(lines, lines)).Status);
        foreach (string encoding in (string[])["zstd", "br", "deflate", "gzip, gzip"])
        {
            Assert.Equal(415, (await _it.SendAsync(lines, change: content => content.Headers.TryAddWithoutValidation("Content-Encoding", encoding))).Status);
        }

        Assert.Equal(415, (await _it.SendAsync(lines, change: static content =>
        {
            _ = content.Headers.Remove("Content-Type");
            _ = content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        })).Status);
        Assert.Empty(ReceiverLines.Everything(_folder));
        Assert.Equal(200, (await GzipAsync(lines, TempFolder.Gzip(lines))).Status);
        Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
    }

    [Fact]
    public async Task Row_10_lines_that_are_not_whole_or_not_those_that_were_said()
    {
        byte[] lines = ReceiverLines.Of([.. Enumerable.Range(0, 300)]);
        byte[] gzip = TempFolder.Gzip(lines);
        foreach (byte[] body in (byte[][])[gzip[..(gzip.Length / 2)], gzip[..^4], gzip[..^8], [.. gzip, .. "garbage"u8], [.. gzip, .. new byte[9]], [.. gzip, .. TempFolder.Gzip("x\n"u8.ToArray())]])
        {
            Assert.True((await GzipAsync(lines, body)).Status is 400 or 413);
        }

        Assert.Equal(400, (await SendAsync(BatchWire.Content, new string('0', 64))).Status);
        Assert.Equal(400, (await SendAsync(BatchWire.Content, "xyz")).Status);
        Assert.Equal(400, (await SendAsync(BatchWire.Lines, "3")).Status);
        Assert.Equal(400, (await _it.SendAsync(lines[..^1])).Status);
        Assert.Equal(400, (await SendAsync(BatchWire.Partial, "1")).Status);
        Assert.Empty(ReceiverLines.Everything(_folder));
    }

    [Fact]
    public async Task Row_11_those_who_are_slow_or_say_nothing_are_put_out_and_others_are_served()
    {
        byte[] lines = ReceiverLines.Of(1);
        Task<(int Status, bool IsClosed)>[] slow =
        [
            _it.RawAsync("POST /v1/batches HTTP/1.1\r\nHost: x\r\nX: "),
            _it.RawAsync(_it.RawHead(lines, $"Content-Length: {lines.Length}\r\n"), lines[..3]),
            .. Enumerable.Range(0, 20).Select(_ => _it.RawAsync("POST")),
        ];

        Assert.Equal("200 stored", await _it.OutcomeAsync(lines));
        Assert.All(await Task.WhenAll(slow), static one => Assert.True(one.IsClosed));
        Assert.Contains((await slow[0]).Status, (int[])[0, 408]);
        Assert.Equal(408, (await slow[1]).Status);
        Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
    }

    [Fact]
    public async Task Row_12_heads_that_are_too_long_or_none()
    {
        string host = $"Host: {_it.Address.Authority}\r\n";
        Assert.Equal((431, true), await _it.RawAsync("GET /v1/health HTTP/1.1\r\n" + host + string.Concat(Enumerable.Range(0, 1000).Select(static number => $"X{number}: y\r\n")) + "\r\n"));
        Assert.Equal((431, true), await _it.RawAsync($"GET /v1/health HTTP/1.1\r\n{host}X: {new string('x', 100_000)}\r\n\r\n"));
        Assert.Equal((414, true), await _it.RawAsync($"GET /{new string('x', 1 << 20)} HTTP/1.1\r\n{host}\r\n"));
        Assert.True((await _it.RawAsync("GET /\r\n\r\n")).Status is 400 or 505);
        Assert.Equal(404, (await _it.RawAsync($"GET / HTTP/1.1\r\n{host}\r\n")).Status);
        Assert.Equal((400, true), await _it.RawAsync("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"));
        Assert.Equal((400, true), await _it.RawAsync("\0\0\0\0\r\n\r\n"));
        Assert.Equal("200 stored", await _it.OutcomeAsync(ReceiverLines.Of(1)));
    }

    [Fact]
    public async Task Row_13_where_a_request_comes_from_is_not_what_it_says()
    {
        static void Forged(HttpRequestMessage request) => request.Headers.Add("X-Forwarded-For", "192.0.2.1, 198.51.100.7");
        Assert.Equal(200, (await _it.AskAsync(BatchWire.Batches, ReceiverProgram.Content(ReceiverLines.Of(1)), change: Forged)).Status);
        Assert.EndsWith("_127-0-0-1.log", ReceiverLines.Everything(_folder).Single(static name => name.EndsWith(".log", StringComparison.Ordinal)), StringComparison.Ordinal);

        await using ReceiverProgram behind = await OtherAsync("--trust-proxy", "127.0.0.0/8");
        Assert.Equal(200, await behind.ClaimAsync());
        Assert.Equal(200, (await behind.AskAsync(BatchWire.Batches, ReceiverProgram.Content(ReceiverLines.Of(1)), change: Forged)).Status);
        Assert.Contains("log_25112910_00-19_198-51-100-7.log", ReceiverLines.Everything(_folder));
        foreach (string address in (string[])["010.0.0.1", "1", "x", "", "1.2.3.4:5"])
        {
            Assert.Equal(400, (await behind.AskAsync(BatchWire.Batches, ReceiverProgram.Content(ReceiverLines.Of(1)), change: request => request.Headers.TryAddWithoutValidation("X-Forwarded-For", address + ",127.0.0.1"))).Status);
        }

        byte[] first = ReceiverLines.Of(1);
        Assert.Equal(200, (await behind.AskAsync(BatchWire.Batches, ReceiverProgram.Content(ReceiverLines.Of(2), first.Length), change: static request => request.Headers.Add("X-Forwarded-For", "::ffff:203.0.113.9"))).Status);
        Assert.Contains("log_25112910_00-19_203-0-113-9.log", ReceiverLines.Everything(_folder));
    }

    [Fact]
    public async Task Row_14_the_host_header_and_other_methods_lead_nowhere()
    {
        Assert.Equal(405, (await _it.RawAsync($"PUT {BatchWire.Batches} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")).Status);
        Assert.Equal(405, (await _it.RawAsync($"GET {BatchWire.Batches} HTTP/1.1\r\nHost: x\r\n\r\n")).Status);
        Assert.Contains((await _it.RawAsync("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n")).Status, (int[])[400, 405]);
        Assert.Contains((await _it.RawAsync($"GET http://example.org/secret HTTP/1.1\r\nHost: example.org\r\n\r\n")).Status, (int[])[400, 404, 405]);
        Assert.Equal(400, (await _it.RawAsync("GET http://example.org/v1/health HTTP/1.1\r\nHost: elsewhere\r\n\r\n")).Status);
        Assert.Equal(400, (await _it.RawAsync("GET /v1/health HTTP/1.1\r\n\r\n")).Status);
        Assert.Equal(404, (await _it.RawAsync("GET /v1/batches/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n")).Status);
        Assert.Empty(ReceiverLines.Everything(_folder));
    }

    [Fact]
    public async Task Row_15_an_old_batch_that_comes_again_is_there_once()
    {
        byte[] lines = ReceiverLines.Of(1, 2, 3);
        Assert.Equal("200 stored", await _it.OutcomeAsync(lines));
        for (int time = 0; time < 3; time++)
        {
            Assert.Equal("200 had", await _it.OutcomeAsync(lines));
        }

        Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
    }

    [Fact]
    public async Task Row_16_the_same_key_with_other_lines()
    {
        byte[] lines = ReceiverLines.Of(1, 2, 3);
        _ = await _it.OutcomeAsync(lines);
        for (int time = 0; time < 3; time++)
        {
            Assert.Equal("409 conflict", await _it.OutcomeAsync(ReceiverLines.Of(1, 2, 4)));
        }

        Assert.Equal("Conflict", (await _it.EventAsync("alarm")).GetProperty("Kind").GetString());
        Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
        Assert.Equal(1, await _it.HealthAsync("batches"));
    }

    [Fact]
    public async Task Row_17_stretches_that_cannot_be()
    {
        byte[] lines = ReceiverLines.Of(1, 2);
        Assert.Equal("409 gap", await _it.OutcomeAsync(lines, 1000));
        Assert.Equal("200 stored", await _it.OutcomeAsync(lines));
        Assert.Equal("409 overlap", await _it.OutcomeAsync(lines, 10));
        Assert.Equal("409 gap", await _it.OutcomeAsync(lines, long.MaxValue - lines.Length));
        foreach (string range in (string[])["-5-100", "100--5", "9223372036854775808-9223372036854775900", "0-9223372036854775808", "100-50", "100-100", "5", "", "0x10-0x20", "1e3-2e3", "0 -90"])
        {
            Assert.Equal(400, (await SendAsync(BatchWire.Range, range)).Status);
        }

        Assert.Equal(400, (await SendAsync(BatchWire.File, new string('f', 10_000))).Status);
        Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
    }

    [Fact]
    public async Task Row_18_a_source_that_has_stored_as_much_as_it_may()
    {
        await using ReceiverProgram it = await OtherAsync("--quota", "200B");
        Assert.Equal(200, await it.ClaimAsync());
        byte[] lines = ReceiverLines.Of(1, 2, 3);
        Assert.Equal("200 stored", await it.OutcomeAsync(lines));
        (int status, _, HttpResponseMessage response) = await it.SendAsync(lines, lines.Length);
        Assert.Equal(507, status);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(200, await it.ClaimAsync(token: "second-token"));
        Assert.Equal(200, (await it.SendAsync(lines, token: "second-token")).Status);
        Assert.Equal("Quota", (await it.EventAsync("alarm")).GetProperty("Kind").GetString());
        Assert.Equal(ReceiverLines.Text(lines), ReceiverLines.Stored(_folder));
    }

    [Fact]
    public async Task Row_19_names_without_end()
    {
        await using ReceiverProgram it = await OtherAsync("--limit-files", "50", "--limit-sources", "1", "--upload", "127.0.0.0/8");
        Assert.Equal(200, await it.ClaimAsync());
        Assert.Equal(429, await it.ClaimAsync(token: "second-token"));
        byte[] lines = ReceiverLines.Of(1);
        int[] statuses = await Task.WhenAll(Enumerable.Range(0, 2000).Select(async number => (await it.SendAsync(lines, change: content =>
        {
            _ = content.Headers.Remove(BatchWire.File);
            content.Headers.Add(BatchWire.File, $"f{number}");
        })).Status));
        Assert.Equal((50, 1950), (statuses.Count(static status => status == 200), statuses.Count(static status => status == 429)));
        Assert.Equal(50, ReceiverLines.Stored(_folder).Length);
        Assert.Equal("50", Database.Column(_folder.File("other.db"), "SELECT count(*) FROM file").Single());
        List<string?> kinds = [];
        while (kinds.Count < 2)
        {
            kinds.Add((await it.EventAsync("alarm")).GetProperty("Kind").GetString());
        }

        Assert.Equal(["TooMany", "TooMany"], kinds);
    }

    private Task<ReceiverProgram> OtherAsync(params string[] more)
        => ReceiverProgram.StartAsync(_folder, ["--state", _folder.File("other.db"), "--begin-anew", .. more]);

    private Task<(int Status, JsonElement Json, HttpResponseMessage Response)> GzipAsync(byte[] lines, byte[] body)
        => _it.SendAsync(lines, body: body, change: static content => content.Headers.ContentEncoding.Add("gzip"));

    /// <summary>A good batch, but for one header.</summary>
    private Task<(int Status, JsonElement Json, HttpResponseMessage Response)> SendAsync(string header, string value)
        => _it.SendAsync(ReceiverLines.Of(1, 2), change: content =>
        {
            _ = content.Headers.Remove(header);
            _ = content.Headers.TryAddWithoutValidation(header, value);
        });
}
