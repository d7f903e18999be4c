using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>What a unit lets its service do, and what of its command stays out of it.</summary>
public sealed class UnitTests
{
    [Fact]
    public async Task A_unit_names_what_the_command_writes_and_hands_over_its_secrets()
    {
        ProgramResult result = await LogStatsProgram.RunAsync(
            "unit", "--name", "web", "--user", "ann", "--", "follow", "/var/log/nginx/*.log", "--to",
            "postgresql://u@db/logs?password-file=/etc/secret/pw&table=x", "--checkpoint", "web", "--state", "/srv/state/x.db", "--rejects", "/srv/bad/r.jsonl");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] lines = result.Output.Split('\n');
        Assert.Contains("User=ann", lines);
        Assert.Contains("SupplementaryGroups=adm", lines);
        Assert.Contains("LoadCredential=password:/etc/secret/pw", lines);
        Assert.Equal(["ReadWritePaths=/srv/bad", "ReadWritePaths=/srv/state"], lines.Where(static line => line.StartsWith("ReadWritePaths", StringComparison.Ordinal)));
        string start = Assert.Single(lines, static line => line.StartsWith("ExecStart=", StringComparison.Ordinal));
        Assert.EndsWith("follow /var/log/nginx/*.log --to postgresql://u@db/logs?password-file=password&table=x --checkpoint web "
            + "--state /srv/state/x.db --rejects /srv/bad/r.jsonl", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forward_moves_files_in_its_directory_and_has_its_key_handed_over()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("unit", "--", "forward", "/srv/in", "--to", "sftp://logs@files:22022/in",
            "--key", "/home/ann/key", "--known-hosts", "/etc/hosts.ssh", "--passphrase-file", "/etc/phrase");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] lines = result.Output.Split('\n');
        Assert.Contains("Type=notify", lines);
        Assert.Contains("ReadWritePaths=/srv/in", lines);
        Assert.Contains("LoadCredential=key:/home/ann/key", lines);
        Assert.Contains("LoadCredential=passphrase-file:/etc/phrase", lines);
        Assert.EndsWith("forward /srv/in --to sftp://logs@files:22022/in --key key --known-hosts /etc/hosts.ssh --passphrase-file passphrase-file",
            Assert.Single(lines, static line => line.StartsWith("ExecStart=", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_means_something_to_systemd_is_quoted()
    {
        ProgramResult result = await LogStatsProgram.RunAsync("unit", "--", "follow", "/var/log/a 100%$x\"\\.log", "--to", "/srv/out.jsonl");
        Assert.Contains("follow \"/var/log/a 100%%$$x\\\"\\\\.log\" --to /srv/out.jsonl\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("ReadWritePaths=/srv\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_tidies_may_write_where_it_tidies_and_one_that_looks_may_not()
    {
        ProgramResult tidy = await LogStatsProgram.RunAsync("unit", "--", "tidy", "/srv/logs", "--remove-after", "4h", "--interval", "10m");
        Assert.Contains("ReadWritePaths=/srv/logs\n", tidy.Output, StringComparison.Ordinal);
        Assert.Contains("Type=notify\n", tidy.Output, StringComparison.Ordinal);
        ProgramResult sources = await LogStatsProgram.RunAsync("unit", "--", "sources", "/srv/logs", "--watch", "--to", "smtp://localhost?from=a@example.org&to=b@example.org");
        Assert.Equal(0, sources.ExitCode);
        Assert.DoesNotContain("ReadWritePaths", sources.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'follow /x --nope' is not a value for the command of the service", "unit", "--", "follow", "/x", "--nope")]
    [InlineData("'read' is not a value for the verb of a service", "unit", "--", "read", "/x")]
    [InlineData("'a b' is not a value for --name", "unit", "--name", "a b", "--", "follow", "/x")]
    [InlineData("is not a value for the target of a service", "unit", "--", "follow", "/x", "--to", "postgresql://u:s3cret@h/d")]
    public async Task A_command_that_could_not_run_gets_no_unit(string words, params string[] arguments)
    {
        ProgramResult result = await LogStatsProgram.RunAsync(arguments);
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Error, StringComparison.Ordinal);
    }
}
