using LogStats.Agent.Tests.Receiving;
using LogStats.Agent.Tests.Running;
using LogStats.Tests.Ports;

namespace LogStats.Agent.Tests;

/// <summary>Job files: what they stand for, and that they run.</summary>
public sealed class JobTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_check_tells_the_command_of_each_job()
    {
        Jobs("\"store\": { \"run\": \"read\", \"files\": [\"a b.log\"], \"quiet\": true }, \"other\": { \"run\": \"measure\", \"files\": [\"x\"] }");
        ProgramResult all = await LogStatsProgram.RunAsync("check", _folder.File("jobs.json"));
        ProgramResult one = await LogStatsProgram.RunAsync("check", _folder.File("jobs.json"), "other");
        Assert.Equal(["store: logstats read a b.log --quiet", "other: logstats measure x"], all.Lines);
        Assert.Equal(["other: logstats measure x"], one.Lines);
    }

    [Theory]
    [InlineData("receiver.json", 4)]
    [InlineData("web1.json", 1)]
    public async Task The_examples_are_commands_that_work_and_have_units(string name, int jobs)
    {
        string path = Path.Join(AppContext.BaseDirectory, "Data", "jobs", name);
        ProgramResult check = await LogStatsProgram.RunAsync("check", path);
        ProgramResult units = await LogStatsProgram.RunAsync("unit", path);
        Assert.Equal((0, 0, jobs), (check.ExitCode, units.ExitCode, check.Lines.Length));
        Assert.Equal(jobs, units.Lines.Count(static line => line == "[Service]"));
    }

    [Theory]
    [InlineData("'sned', which the job 'a' runs, is no verb", "\"a\": { \"run\": \"sned\" }")]
    [InlineData("'run', which the job 'a' runs, is no verb that can be a job", "\"a\": { \"run\": \"run\" }")]
    [InlineData("'too' in the job 'a' is no option of 'send'", "\"a\": { \"run\": \"send\", \"files\": [\"x\"], \"too\": \"https://h\" }")]
    [InlineData("the job 'a' is no command that works: Option '--to' is required", "\"a\": { \"run\": \"send\", \"files\": [\"x\"] }")]
    [InlineData("the target of the job 'a' holds a password", "\"a\": { \"run\": \"read\", \"files\": [\"x\"], \"to\": \"postgresql://u:s3cret@h/d\" }")]
    [InlineData("it has no job", "")]
    public async Task What_cannot_run_is_told_before_anything_runs(string words, string jobs)
    {
        Jobs(jobs);
        foreach (string verb in (string[])["check", "run", "unit"])
        {
            ProgramResult result = await LogStatsProgram.RunAsync(verb, _folder.File("jobs.json"));
            Assert.Equal(3, result.ExitCode);
            Assert.Contains(words, result.Error);
            Assert.DoesNotContain("s3cret", result.Error);
        }
    }

    [Fact]
    public async Task A_port_and_an_address_behind_it_are_no_password()
    {
        Jobs("\"a\": { \"run\": \"read\", \"files\": [\"x\"], \"to\": \"smtp://127.0.0.1:25?from=mon@example.org&to=ops@example.org\" }");
        Assert.Equal(0, (await LogStatsProgram.RunAsync("check", _folder.File("jobs.json"))).ExitCode);
        Jobs("\"a\": { \"run\": \"read\", \"files\": [\"x\"], \"to\": \"postgresql://u:1234@h?table=a@b\" }");
        Assert.Equal(3, (await LogStatsProgram.RunAsync("check", _folder.File("jobs.json"))).ExitCode);
    }

    [Fact]
    public async Task A_name_that_is_not_in_the_file_is_told_with_those_that_are()
    {
        Jobs("\"a\": { \"run\": \"read\", \"files\": [\"x\"] }");
        Assert.Contains("it has no job 'b'; its jobs are a", (await LogStatsProgram.RunAsync("run", _folder.File("jobs.json"), "b")).Error);
    }

    [Fact]
    public async Task Each_once_goes_on_behind_one_that_fails_and_says_so_by_its_exit_code()
    {
        string log = _folder.Write("a.log", SampleLog.Bytes);
        Jobs($"\"gone\": {{ \"run\": \"read\", \"files\": [\"{_folder.File("none.log")}\"] }}, \"in\": {{ \"run\": \"receive\", \"directory\": \"/nowhere\" }}, "
            + $"\"store\": {{ \"run\": \"read\", \"files\": [\"{log}\"], \"to\": \"{_folder.File("out.jsonl")}\" }}");
        ProgramResult result = await LogStatsProgram.RunAsync("run", _folder.File("jobs.json"), "--once");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("in: left out", result.Error);
        Assert.Contains("error PathNotFound", result.Error);
        Assert.Equal(SampleLog.Transfers, File.ReadAllLines(_folder.File("out.jsonl")).Length);
    }

    [UnixFact]
    public async Task Jobs_run_beside_each_other_until_they_are_stopped()
    {
        string log = _folder.File("app.log");
        File.WriteAllText(log, "one\n");
        ReceiverProgram.Tokens(_folder, $"web1 {ReceiverProgram.Token}\n");
        string token = _folder.File("token");
        File.WriteAllText(token, ReceiverProgram.Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _ = Directory.CreateDirectory(_folder.File("in"));
        int port = FreePort.Next();
        Jobs($"\"in\": {{ \"run\": \"receive\", \"directory\": \"{_folder.File("in")}\", \"tokens\": \"{_folder.File("tokens")}\", \"listen\": \"http://127.0.0.1:{port}\" }}, "
            + $"\"ship\": {{ \"run\": \"send\", \"files\": \"{log}\", \"to\": \"http://127.0.0.1:{port}\", \"token-file\": \"{token}\", \"state\": \"{_folder.File("s.db")}\" }}");
        await using RunningProgram program = new("run", _folder.File("jobs.json"));
        await program.UntilAsync(() => Stored() == 1);
        File.AppendAllText(log, "two\n");
        await program.UntilAsync(() => Stored() == 2);
        ProgramResult ended = await program.TerminateAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("2 lines read: 2 sent", ended.Error);
    }

    private int Stored() => Directory.EnumerateFiles(_folder.File("in"), "*.log", SearchOption.AllDirectories).Sum(static file =>
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Count(static letter => letter == '\n');
    });

    private void Jobs(string jobs) => File.WriteAllText(_folder.File("jobs.json"), $"{{ \"jobs\": {{ {jobs} }} }}");
}
