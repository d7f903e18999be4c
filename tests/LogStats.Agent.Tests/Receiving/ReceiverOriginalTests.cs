using System.Text;
using System.Text.Json;
using LogStats.Agent.Tests.Running;
using LogStats.Batches;

namespace LogStats.Agent.Tests.Receiving;

/// <summary>The senders of Log-RT-Sync at the real receiver, and what its own receiver did wrong.</summary>
public sealed class ReceiverOriginalTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private ReceiverProgram _it = null!;

    public async Task InitializeAsync()
        => _it = await ReceiverProgram.StartAsync(_folder, "--no-tokens", "--upload", "127.0.0.1", "--prefix", "MyGP_accessLog");

    public async Task DisposeAsync()
    {
        await _it.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Its_answers_are_those_of_the_original()
    {
        Assert.Equal((400, "Invalid content-type, expected JSON"), await UploadAsync("x", "text/plain"));
        Assert.Equal((400, "Missing data"), await UploadAsync("{}"));
        Assert.Equal((400, "Missing data"), await UploadAsync("{\"log\":\"x\"}"));
        Assert.Equal((400, "Missing data"), await UploadAsync("{\"host\":\"x\"}"));
        Assert.Equal((400, "Missing data"), await UploadAsync("{\"log\":7,\"host\":\"x\"}"));
        Assert.Equal((400, "Missing data"), await UploadAsync("no JSON"));
        Assert.Equal((400, "Missing data"), await UploadAsync("[]"));
        Assert.Empty(ReceiverLines.Everything(_folder));
        Assert.Equal((200, "OK - 2 lines"), await LogAsync(Line(19, "a") + "\n" + Line(20, "b")));
        Assert.Equal(["MyGP_accessLog_25112910_00-19_127-0-0-1.log", "MyGP_accessLog_25112910_20-39_127-0-0-1.log"],
            ReceiverLines.Everything(_folder).Where(static name => name.EndsWith(".log", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(Path.Join(_folder.File("in"), "127-0-0-1")));
    }

    [Fact]
    public async Task It_is_taken_from_where_it_is_allowed_only()
    {
        await using ReceiverProgram other = await ReceiverProgram.StartAsync(_folder, "--no-tokens", "--upload", "192.0.2.0/24", "--state", _folder.File("other.db"), "--begin-anew");

        Assert.Equal(403, (await other.AskAsync(BatchWire.Upload, ReceiverProgram.Json("{\"log\":\"x\",\"host\":\"x\"}"))).Status);
    }

    [Fact]
    public async Task Original_defect_04_only_LF_ends_a_line_and_no_byte_is_changed()
    {
        string odd = Line(19, "a\v\f\x1c\x1d\x1e\x85\u2028\u2029\r b");
        Assert.Equal((200, "OK - 2 lines"), await LogAsync(odd + "\n" + Line(19, "c")));

        Assert.Equal(odd + Line(19, "c"), Stored("00-19"));
    }

    [Fact]
    public async Task Original_defect_07_an_answer_that_was_lost_does_not_store_the_chunk_again()
    {
        string chunk = Line(19, "a") + "\n" + Line(19, "b");
        Assert.Equal((200, "OK - 2 lines"), await LogAsync(chunk));
        for (int time = 0; time < 3; time++)
        {
            Assert.Equal((200, "OK - 2 lines"), await LogAsync(chunk));
        }

        Assert.Equal(Line(19, "a") + Line(19, "b"), Stored("00-19"));
    }

    [Fact]
    public async Task Original_defect_08_lines_without_a_time_are_kept()
    {
        Assert.Equal((200, "OK - 3 lines"), await LogAsync("203.0.113.9 - - [29/Nov\n{\"status\":200}\n2025/11/29 10:20:05 [error] x\n"));

        Assert.Contains("2025/11/29 10:20:05 [error] x\n", Stored("20-39"), StringComparison.Ordinal);
        Assert.Equal("203.0.113.9 - - [29/Nov\n{\"status\":200}\n", File.ReadAllText(Directory.GetFiles(Path.Join(_folder.File("in"), "127-0-0-1"), "*untimed*").Single()));
        Assert.Equal(2, await _it.HealthAsync("untimed"));
    }

    [Fact]
    public async Task Original_defect_10_the_host_is_not_a_path()
    {
        foreach (string host in (string[])["../../x", "/etc/x", "a\0b", "web1"])
        {
            Assert.Equal(200, (await _it.AskAsync(BatchWire.Upload, ReceiverProgram.Json(JsonSerializer.Serialize(new { log = Line(19, host), host })))).Status);
        }

        Assert.Equal(["127-0-0-1"], Directory.GetDirectories(_folder.File("in")).Select(Path.GetFileName));
        Assert.Equal(["in", "tokens"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Original_defect_12_two_sources_behind_one_address_and_of_one_time_do_not_meet()
    {
        await using ReceiverProgram it = await ReceiverProgram.StartAsync(_folder, "--state", _folder.File("other.db"), "--begin-anew");
        Assert.Equal((200, 200), (await it.ClaimAsync(), await it.ClaimAsync(token: "second-token")));
        Assert.Equal(200, (await it.SendAsync(ReceiverLines.Of(1))).Status);
        Assert.Equal(200, (await it.SendAsync(ReceiverLines.Of(2), token: "second-token")).Status);

        Assert.Equal(ReceiverLines.Text(ReceiverLines.Of(1)), ReceiverLines.Stored(_folder));
        Assert.Equal(ReceiverLines.Text(ReceiverLines.Of(2)), ReceiverLines.Stored(_folder, "web2"));
    }

    private static string Line(int minute, string text) => $"203.0.113.9 - - [29/Nov/2025:10:{minute}:59 +0600] \"{text}\"\n";

    private string Stored(string window) => File.ReadAllText(Directory.GetFiles(Path.Join(_folder.File("in"), "127-0-0-1"), $"*_{window}_*").Single());

    private Task<(int, string)> LogAsync(string log) => UploadAsync(JsonSerializer.Serialize(new { log, host = "127.0.1.1" }));

    private async Task<(int Status, string Text)> UploadAsync(string body, string type = "application/json")
    {
        using HttpClient client = new();
        using HttpResponseMessage response = await client.PostAsync(new Uri(_it.Address, BatchWire.Upload), new StringContent(body, Encoding.UTF8, type));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
