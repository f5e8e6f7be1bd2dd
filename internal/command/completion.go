package command

import (
	"fmt"

	"github.com/spf13/cobra"
)

func completion(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish",
		Short: "Prints what makes a shell complete commands",
		Example: "  buurtdorp completion bash > /etc/bash_completion.d/buurtdorp\n" +
			"  buurtdorp completion zsh > \"${fpath[1]}/_buurtdorp\"\n" +
			"  buurtdorp completion fish > ~/.config/fish/completions/buurtdorp.fish",
		ValidArgs: []string{"bash", "zsh", "fish"},
		Args:      args(1),
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(s.out, true)
			case "zsh":
				return root.GenZshCompletion(s.out)
			case "fish":
				return root.GenFishCompletion(s.out, true)
			}
			return usage(fmt.Errorf("no completion for %q: bash, zsh or fish", args[0]))
		},
	}
}
