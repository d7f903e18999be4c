using System.Text;
using System.Text.Json;

namespace LogStats.Elf.Patterns;

/// <summary>A <c>log_format</c> whose text is a JSON object: which key tells what.</summary>
internal static class NginxJson
{
    /// <summary>Null where the text is no JSON object.</summary>
    public static ElfJsonFields? Read(PatternSource source)
    {
        string text = source.ToString().Trim();
        if (text is not ['{', .., '}'])
        {
            return null;
        }

        try
        {
            using JsonDocument template = JsonDocument.Parse(Quoted(text), new JsonDocumentOptions { AllowTrailingCommas = true });
            List<Draft> drafts = [];
            Walk(template.RootElement, "", drafts);
            if (drafts.Count == 0)
            {
                throw source.Fault("it holds no field", 0, NginxPattern.Advice);
            }

            return new ElfJsonFields(source.Whole, [.. Numbered(drafts)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Variables that stand where JSON has a value get quotes, so that the text is JSON.</summary>
    private static string Quoted(string text)
    {
        StringBuilder quoted = new();
        bool isInString = false;
        for (int at = 0; at < text.Length; at++)
        {
            if (isInString && text[at] == '\\' && at + 1 < text.Length)
            {
                quoted.Append(text[at]).Append(text[++at]);
                continue;
            }

            isInString ^= text[at] == '"';
            if (isInString || text[at] != '$')
            {
                quoted.Append(text[at]);
                continue;
            }

            NginxVariables.NameAt(text, at, out int end);
            end = end <= at ? at + 1 : end;
            quoted.Append('"').Append(text, at, end - at).Append('"');
            at = end - 1;
        }

        return quoted.ToString();
    }

    private static void Walk(JsonElement element, string path, List<Draft> drafts)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string key = path.Length == 0 ? property.Name : path + "." + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Walk(property.Value, key, drafts);
            }
            else if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString()!.Contains('$', StringComparison.Ordinal))
            {
                drafts.Add(Of(key, property.Value.GetString()!));
            }
        }
    }

    private static Draft Of(string key, string value)
    {
        string name = NginxVariables.NameAt(value, 0, out int end);
        if (value[0] == '$' && end == value.Length)
        {
            FieldMeaning meaning = NginxVariables.Find(name);
            ElfJsonField field = new(key, meaning.Field)
            {
                Unit = meaning.Unit,
                Time = NginxVariables.Time(name),
                IsList = meaning.IsList,
            };

            // The only one of the three that tells more than seconds.
            return new Draft(field, name == "msec" ? FieldMeaning.Better : meaning.Rank);
        }

        // Several variables in one value: only where they make a target can it be told what they are.
        bool isTarget = value.EndsWith("$request_uri", StringComparison.Ordinal)
            || value is "$uri$is_args$args" or "$uri?$args" or "$uri$is_args$query_string";
        return new Draft(new ElfJsonField(key, isTarget ? ElfField.Target : ElfField.Extra), FieldMeaning.Last);
    }

    /// <summary>The best of each meaning; what it is told by besides is a named field.</summary>
    private static IEnumerable<ElfJsonField> Numbered(List<Draft> drafts)
    {
        int extra = (int)ElfField.Extra;
        foreach (Draft draft in drafts)
        {
            bool isTold = draft.Field.Field < ElfField.Extra
                && drafts.Where(other => other.Field.Field == draft.Field.Field).MaxBy(other => other.Rank) == draft;
            yield return isTold ? draft.Field : draft.Field with { Field = (ElfField)Math.Min(extra++, byte.MaxValue), Time = null };
        }
    }

    private sealed record Draft(ElfJsonField Field, int Rank);
}
