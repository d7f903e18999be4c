using System.Security.Cryptography;
using System.Text.Json;
using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>The verbs <c>sources</c> and <c>tidy</c> over a receiver's directory.</summary>
public sealed class SourcesTests : IDisposable
{
    private const string Name = "log_25112910_00-19_192-0-2-7.log";

    private readonly TempFolder _folder = new();

    private string Root => _folder.File("in");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SourcesAreShownWithWhoIsSilentAndWhoNeverCame()
    {
        Part("", "web1", TimeSpan.Zero);
        Part("sent", "web2", TimeSpan.FromMinutes(10));
        ProgramResult result = await LogStatsProgram.RunAsync("sources", Root, "--expect", "web8,web9", "--threshold", "5m,web9=1h");

        Assert.Equal(["web1 Active", "web2 Inactive", "web8 Missing", "web9 Missing"],
            result.JsonLines().Select(static line => $"{line.GetProperty("Name").GetString()} {line.GetProperty("State").GetString()}"));
        Assert.Equal(4, result.ExitCode);
        Assert.Equal(0, (await LogStatsProgram.RunAsync("sources", Root, "--threshold", "1h")).ExitCode);
    }

    [Fact]
    public async Task AnAlertIsToldOnceWhoeverLooksAgainAndStoredOnce()
    {
        Part("sent", "web2", TimeSpan.FromMinutes(10));
        string[] watch = ["sources", Root, "--watch", "--once", "--state", _folder.File("state.db")];

        ProgramResult first = await LogStatsProgram.RunAsync(watch);
        JsonElement alert = Assert.Single(first.JsonLines());
        Assert.Equal(("Inactive", "web2", "1 alert, 0 reports\n"), (alert.GetProperty("Kind").GetString(), alert.GetProperty("Subject").GetString(), first.Error));
        ProgramResult second = await LogStatsProgram.RunAsync(watch);
        Assert.Equal((0, "", "0 alerts, 0 reports\n"), (second.ExitCode, second.Output, second.Error));

        Part("", "web2", TimeSpan.Zero);
        ProgramResult back = await LogStatsProgram.RunAsync([.. watch, "--to", $"sqlite:{_folder.File("alerts.db")}"]);
        Assert.Equal((0, 1), (back.ExitCode, Database.Count(_folder.File("alerts.db"), "log_alert")));
    }

    [Fact]
    public async Task TidyCompressesAndRemovesWhatIsDeliveredAndOld()
    {
        Part("sent", "web1", TimeSpan.FromHours(3.5));
        Part("sent", "web2", TimeSpan.FromHours(5));
        Part("", "web3", TimeSpan.FromHours(50));
        Part("failed", "web3", TimeSpan.FromHours(50));
        string[] tidy = ["tidy", Root, "--compress-after", "3h", "--remove-after", "4h"];

        ProgramResult shown = await LogStatsProgram.RunAsync([.. tidy, "--dry-run"]);
        Assert.Equal([$"would be removed: {File("sent", "web2")}", $"would be compressed: {File("sent", "web1")}"], shown.Lines);
        Assert.True(System.IO.File.Exists(File("sent", "web2")));

        ProgramResult done = await LogStatsProgram.RunAsync(tidy);
        Assert.Equal(0, done.ExitCode);
        Assert.Contains("1 file removed: ", done.Error);
        Assert.Contains("1 file compressed: ", done.Error);
        Assert.Equal([$"{Name}.gz", $"{Name}.json"], Directory.GetFiles(_folder.File("in/sent/web1")).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.GetFiles(_folder.File("in/sent/web2")));
        Assert.True(System.IO.File.Exists(File("", "web3")) && System.IO.File.Exists(File("failed", "web3")));
    }

    [Fact]
    public async Task MoreThanTheQuotaIsToldAndNothingIsRemovedForIt()
    {
        Part("", "web3", TimeSpan.FromHours(50));
        ProgramResult result = await LogStatsProgram.RunAsync("tidy", Root, "--remove-after", "4h", "--quota", "10");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("error QuotaExceeded: ", result.Error);
        Assert.True(System.IO.File.Exists(File("", "web3")));
        Assert.Equal(0, (await LogStatsProgram.RunAsync("tidy", Root, "--quota", "1MB")).ExitCode);
    }

    [UnixFact]
    public async Task AServiceGoesOnUntilItIsStopped()
    {
        Part("sent", "web1", TimeSpan.FromHours(5));
        await using RunningProgram program = new(["tidy", Root, "--remove-after", "4h", "--interval", "1s"]);
        await program.UntilAsync(() => !System.IO.File.Exists(File("sent", "web1")));
        Part("sent", "web2", TimeSpan.FromHours(5));
        await program.UntilAsync(() => !System.IO.File.Exists(File("sent", "web2")));
    }

    [Theory]
    [InlineData("nothing", "tidy", "IN")]
    [InlineData("--level", "tidy", "IN", "--compress-after", "3h", "--level", "most")]
    [InlineData("--interval", "tidy", "IN", "--remove-after", "4h", "--interval", "1ms")]
    [InlineData("the name of a source", "sources", "IN", "--expect", "../x")]
    [InlineData("--threshold", "sources", "IN", "--threshold", "web1=soon")]
    public async Task WhatCannotBeUsedIsSaid(string words, params string[] arguments)
    {
        _ = Directory.CreateDirectory(Root);
        ProgramResult result = await LogStatsProgram.RunAsync([.. arguments.Select(word => word == "IN" ? Root : word)]);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains(words, result.Error);
    }

    private string File(string state, string source) => Path.Join(Root, state, source, Name);

    private void Part(string state, string source, TimeSpan age)
    {
        string path = File(state, source);
        byte[] text = "a line\nanother\n"u8.ToArray();
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, text);
        System.IO.File.WriteAllText(path + ".json",
            $$"""{"name":"{{Name}}","source":"{{source}}","window":"25112910_00-19","part":1,"lines":2,"bytes":{{text.Length}},"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(text))}}","first":null,"last":null}""");
        DateTime then = TimeProvider.System.GetUtcNow().UtcDateTime - age;
        System.IO.File.SetLastWriteTimeUtc(path, then);
        System.IO.File.SetLastWriteTimeUtc(path + ".json", then);
    }
}
