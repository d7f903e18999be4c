using System.CommandLine;
using System.CommandLine.Parsing;

namespace LogStats.Agent.Verbs;

/// <summary>Arguments of any number: what looks like an option and is none would otherwise be taken for a file that is missing.</summary>
internal static class NoOptions
{
    public static Argument<string[]> In(Argument<string[]> argument)
    {
        argument.Validators.Add(static result =>
        {
            foreach (Token token in result.Tokens.Where(token => token.Value is ['-', _, ..] && !File.Exists(token.Value)))
            {
                result.AddError($"Unrecognized option '{token.Value}'");
            }
        });
        return argument;
    }
}
